import type * as published from "pulumi-huaweicloud-hss/client";
import type * as publishedTesting from "pulumi-huaweicloud-hss/testing";
import type { LocalImageHost } from "../src/hss/localImageHosts.js";
import type { LocalImage } from "../src/hss/localImages.js";
import type * as written from "../src/client.js";
import type * as writtenTesting from "../src/testing.js";

type Exchangeable<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;
/** Without `Required`, an optional property that only one of them has would not count. */
type Same<A, B> = Exchangeable<[A, Required<A>], [B, Required<B>]>;

/** Does not compile when the declarations that are published say something else than the code. */
export const asWritten: [
  Same<published.ClientConfiguration, written.ClientConfiguration>,
  Same<published.LocalImageComplianceArgs, written.LocalImageComplianceArgs>,
  Same<published.LocalImageCompliance, written.LocalImageCompliance>,
  Same<published.LocalImageHost, LocalImageHost>,
  Same<published.LocalImage, LocalImage>,
  Same<published.Fleet, written.Fleet>,
  Same<published.RecordFleetArgs, written.RecordFleetArgs>,
  Exchangeable<published.Client, written.Client>,
  Exchangeable<typeof published.createClient, typeof written.createClient>,
  Same<publishedTesting.Fleet, written.Fleet>,
  Exchangeable<typeof publishedTesting.evaluateCompliance, typeof writtenTesting.evaluateCompliance>,
  Exchangeable<typeof publishedTesting.hssMocks, typeof writtenTesting.hssMocks>,
] = [true, true, true, true, true, true, true, true, true, true, true, true];
