import tseslint from "typescript-eslint";

/** Names the modules a folder may not import: the arrows of docs/architecture.md point one way only. */
function forbid(folder, patterns) {
  return {
    files: [`src/${folder}/${folder.includes("*") ? "" : "**/"}*.ts`],
    rules: {
      "no-restricted-imports": [
        "error",
        { patterns: patterns.map((regex) => ({ regex, message: `src/${folder} must not depend on this` })) },
      ],
    },
  };
}

const PULUMI = "^@pulumi/|^@grpc/|^google-protobuf";

export default tseslint.config(
  { ignores: ["bin", "dist", "coverage", "sdk/**", "examples/**/bin", "**/node_modules"] },
  {
    files: ["**/*.ts"],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/consistent-type-definitions": ["error", "interface"],
      // A cast says which type is meant; "!" only that something is.
      "@typescript-eslint/non-nullable-type-assertion-style": "off",
      "no-console": "error",
      eqeqeq: "error",
    },
  },
  {
    files: ["src/**/*.ts"],
    ignores: ["src/main.ts", "src/emulator/main.ts"],
    rules: {
      "no-restricted-globals": ["error", { name: "process", message: "Only src/main.ts touches the process." }],
    },
  },
  forbid("errors", [PULUMI, "^\\.\\./"]),
  forbid("schema", [PULUMI, "^\\.\\./"]),
  forbid("addresses", [PULUMI, "^\\.\\./"]),
  forbid("async", [PULUMI, "^\\.\\./(?!errors/)"]),
  forbid("http", [PULUMI, "^\\.\\./(?!errors/|async/)"]),
  forbid("auth", [PULUMI, "^\\.\\./(?!errors/|async/|http/)"]),
  forbid("hss", [PULUMI, "^\\.\\./(?!errors/|async/|http/|auth/|schema/)"]),
  forbid("compliance", [PULUMI, "^(\\.\\./)+(?!errors/|schema/)[^.]+/"]),
  forbid("plugin", ["^\\.\\./(?!errors/|async/|schema/)"]),
  forbid("functions", [PULUMI, "^\\.\\./(emulator|provider)/"]),
  forbid("provider", [PULUMI, "^\\.\\./emulator/"]),
  // It shares no code with the client: a mistake in one must not hide in the other. Only the form of recorded fleets is common.
  forbid("emulator", [PULUMI, "^\\.\\./(?!fleet/)"]),
  forbid("emulator/*", [PULUMI, "^(\\.\\./){2}(?!fleet/)"]),
  forbid("fleet", [PULUMI, "^\\.\\./(?!errors/|schema/|plugin/validate)"]),
  {
    // With provider configuration that is unknown in a preview, results are undefined whatever their types say.
    files: ["examples/**/*.ts"],
    rules: {
      "@typescript-eslint/no-unnecessary-condition": "off",
      "@typescript-eslint/no-useless-default-assignment": "off",
    },
  },
);
