import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { configuration } from "../../src/provider/configuration.js";

/** The arguments of the Terraform provider's block, as of August 2026; those of its blocks with their path. */
const TERRAFORM = `
  region access_key secret_key security_token domain_id domain_name user_name user_id password project_id project_name tenant_id
  tenant_name token insecure cacert_file cert key agency_name agency_domain_name delegated_project auth_url cloud endpoints regional
  shared_config_file profile enterprise_project_id max_retries enable_force_new signing_algorithm skip_check_website_type
  skip_check_upgrade default_tags ignore_tags
  assume_role.agency_name assume_role.domain_name assume_role.domain_id assume_role.duration
  assume_role_with_oidc.agency_name assume_role_with_oidc.domain_id assume_role_with_oidc.duration assume_role_with_oidc.idp_id
  assume_role_with_oidc.id_token_file assume_role_with_oidc.id_token
  endpoints.hss endpoints.iam endpoints.sts`
  .trim()
  .split(/\s+/);

const snakeCase = (key: string) => key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

describe("docs/from-terraform.md", () => {
  let rows: { theirs: string[]; ours: string[]; notes: string }[];
  const names = (cell = "") => [...cell.matchAll(/`([^`]+)`/g)].map(([, name = ""]) => name);

  before(async () => {
    const page = await readFile("docs/from-terraform.md", "utf8");
    const section = /^## Provider\n([^]*?)^## /m.exec(page)?.[1] ?? "";
    const [, , ...lines] = section.split("\n").filter((line) => line.startsWith("|"));
    rows = lines.map((line) => {
      const [, theirs, ours, notes = ""] = line.split("|").map((cell) => cell.trim());
      return { theirs: names(theirs), ours: names(ours), notes };
    });
  });

  it("has every argument of Terraform's provider, once", () => {
    const listed = rows.flatMap(({ theirs }) => theirs);
    assert.deepEqual([...listed].sort(), [...TERRAFORM].sort());
  });

  it("names only configuration keys that exist", () => {
    for (const { ours, theirs } of rows) {
      for (const key of ours) assert.ok(Object.hasOwn(configuration.shape, key), `${theirs.join()}: ${key}`);
    }
  });

  it("says what becomes of each", () => {
    for (const { theirs, ours, notes } of rows) {
      assert.ok(notes !== "", theirs.join());
      if (ours.length === 0) assert.match(notes, /^not (needed|supported)/, theirs.join());
      if (notes.startsWith("same")) assert.deepEqual(ours.map(snakeCase), theirs);
      if (notes.startsWith("not needed")) assert.deepEqual(ours, [], theirs.join());
    }
  });

  it("says so wherever a key has the name of an argument", () => {
    for (const key of Object.keys(configuration.shape)) {
      const row = rows.find(({ theirs }) => theirs.includes(snakeCase(key)));
      if (row) assert.deepEqual(row.ours, [key]);
    }
  });
});
