import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { EMULATED_PROJECT_ID } from "../../src/emulator/emulator.js";
import { homeFolder } from "../support/homeFolder.js";
import { pythonWith } from "../support/pythonWith.js";

export type SdkOperation =
  | "ListLocalImageHosts"
  | "ListImageLocal"
  | "ListLocalImageContainers"
  | "ListGeneralImageVuls"
  | "ListVulAffectImages";
/** Names on the wire with the SDK's types. */
export type SdkModel = Record<string, string>;

export interface SdkModels {
  operation: SdkOperation;
  request: SdkModel;
  page: SdkModel;
  row: SdkModel;
}

export interface SdkCall {
  operation: SdkOperation;
  request: Record<string, unknown>;
}

/** What the SDK made of an answer; an attribute that the answer lacks is null. */
export interface SdkPage {
  total_num: number;
  data_list: Record<string, unknown>[];
}

export interface SdkKeys {
  accessKey: string;
  secretKey: string;
}

const PACKAGES = ["huaweicloudsdkcore==3.1.219", "huaweicloudsdkhss==3.1.219"];
const SCRIPT = fileURLToPath(new URL("vendorSdk.py", import.meta.url));
const execute = promisify(execFile);

/** Installs the vendor's Python SDK, which takes some seconds the first time. */
export async function installVendorSdk(): Promise<void> {
  await pythonWith("vendor-sdk", PACKAGES);
}

export function vendorModels(): Promise<SdkModels[]> {
  return runScript<SdkModels>(["models"]);
}

/** The public address of a service in a region. */
export interface SdkRegion {
  region: string;
  service: "hss" | "iam";
  address: string;
}

export function vendorRegions(): Promise<SdkRegion[]> {
  return runScript<SdkRegion>(["regions"]);
}

/** Asks HSS through the SDK, one call after the other. */
export async function askVendorSdk<Answer>(
  endpoint: string,
  { accessKey, secretKey }: SdkKeys,
  calls: readonly SdkCall[],
): Promise<Answer[]> {
  return askVendorSdkWith(endpoint, { HUAWEICLOUD_SDK_AK: accessKey, HUAWEICLOUD_SDK_SK: secretKey }, calls);
}

/** The same with other credentials, in the SDK's own variables. */
export async function askVendorSdkWith<Answer>(
  endpoint: string,
  credentials: Record<string, string>,
  calls: readonly SdkCall[],
): Promise<Answer[]> {
  const env = { ...credentials, HUAWEICLOUD_SDK_PROJECT_ID: EMULATED_PROJECT_ID };
  return runScript<Answer>(["ask", endpoint], env, calls.map((call) => JSON.stringify(call)).join("\n"));
}

async function runScript<Line>(args: readonly string[], env: Record<string, string> = {}, input = ""): Promise<Line[]> {
  const python = await pythonWith("vendor-sdk", PACKAGES);
  // The SDK leaves a file in the user's own folder.
  const home = await homeFolder({});
  try {
    const running = execute(python, [SCRIPT, ...args], {
      env: { PATH: process.env.PATH, HOME: home.path, ...env },
      maxBuffer: 64 * 1024 * 1024,
    });
    running.child.stdin?.end(input);
    const { stdout } = await running;
    return stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as Line);
  } finally {
    await home.remove();
  }
}
