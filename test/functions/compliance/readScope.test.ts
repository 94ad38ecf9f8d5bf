import assert from "node:assert/strict";
import fc from "fast-check";
import type { ComplianceRule } from "../../../src/compliance/complianceRule.js";
import type { ImageSelector } from "../../../src/compliance/imageSelector.js";
import { startEmulator, type Emulator } from "../../../src/emulator/emulator.js";
import { containersOf } from "../../../src/emulator/hss/containersOf.js";
import type { Host, Image } from "../../../src/emulator/hss/host.js";
import { imageScan, severityOf } from "../../../src/emulator/hss/imageScan.js";
import { vulnerabilityOf } from "../../../src/emulator/hss/vulnerabilities.js";
import { checkCompliance, type Checked } from "../../support/checkCompliance.js";
import { emulatedContext, type EmulatedContext } from "../../support/emulatedContext.js";

const AS_OF = "2026-11-24T12:00:00Z";
const DAY_MS = 24 * 60 * 60 * 1000;

/** What each pattern and each range stands for, worked out by hand. */
const NAME_PATTERNS: Readonly<Record<string, RegExp>> = {
  nginx: /^nginx$/,
  "nginx*": /^nginx[^/]*$/,
  "*nginx": /^[^/]*nginx$/,
  "**/nginx": /^(.*\/)?nginx$/,
  "team/*": /^team\/[^/]*$/,
  "team/**": /^team\/.*$/,
  "{nginx,httpd}": /^(nginx|httpd)$/,
  "**": /^.*$/,
};
const VERSION_PATTERNS: Readonly<Record<string, RegExp>> = {
  latest: /^latest$/,
  "1.*": /^1\..*$/,
  "*-alpine": /-alpine$/,
};
const NUMBERS: Readonly<Record<string, number>> = {
  "1.25.3": 1.253,
  "1.25.3-alpine": 1.253,
  "v1.2": 1.02,
  "20.04": 20.04,
};
const RANGES: Readonly<Record<string, (number: number) => boolean>> = {
  "<1.25.4": (number) => number < 1.254,
  ">=2": (number) => number >= 2,
  "1.x": (number) => number < 2,
};

const isNone = (text: string) => ["", "--", "<none>"].includes(text);

/** Whether a selector fits an image; undefined if HSS does not say what is needed. */
function fits(selector: ImageSelector, image: Image): boolean | undefined {
  const { name, version, digest } = image;
  const scan = imageScan(image);
  const age = Date.parse(AS_OF) - scan.updated;
  const severities = ["Security", "Low", "Medium", "High"];
  const range = selector.versionRange === undefined ? undefined : RANGES[selector.versionRange];
  const number = NUMBERS[version];
  const { scan: wanted } = selector;
  const all = [
    selector.name === undefined || selector.name === name,
    selector.namePattern === undefined || (!isNone(name) && NAME_PATTERNS[selector.namePattern]?.test(name)),
    selector.version === undefined || selector.version === version,
    selector.versionPattern === undefined ||
      (!isNone(version) && VERSION_PATTERNS[selector.versionPattern]?.test(version)),
    selector.digest === undefined || selector.digest === digest,
    selector.imageType === undefined || selector.imageType === scan.type,
    selector.olderThanDays === undefined || age > selector.olderThanDays * DAY_MS,
    wanted === undefined ||
      (wanted.failed === true && scan.status === "failed") ||
      (wanted.unscanned === true && scan.found === undefined && scan.status !== "failed") ||
      (wanted.olderThanDays !== undefined &&
        (scan.found === undefined || Date.parse(AS_OF) - scan.found.scanned > wanted.olderThanDays * DAY_MS)),
    range === undefined || number === undefined || range(number),
    selector.severityAtLeast === undefined ||
      scan.found === undefined ||
      severities.indexOf(severityOf(scan) ?? "") >=
        severities.findIndex((severity) => severity.toLowerCase() === selector.severityAtLeast),
    selector.cve === undefined || scan.found === undefined || hasCve(scan.found.vulnerabilityIds, selector.cve),
  ];
  if (all.includes(false) || all.includes(undefined)) return false;
  if (range !== undefined && number === undefined) return undefined;
  return (selector.severityAtLeast ?? selector.cve) !== undefined && scan.found === undefined ? undefined : true;
}

function hasCve(vulnerabilityIds: readonly string[], cve: string): boolean {
  return vulnerabilityIds.some((id) => Object.keys(vulnerabilityOf(id).cves).includes(cve));
}

function label({ name, version, digest }: Image): string {
  if (!isNone(name) && !isNone(version)) return `${name}:${version}`;
  return `${isNone(name) ? "<none>" : name}${isNone(version) ? "" : `:${version}`}${digest && `@${digest}`}`;
}

/** HSS cannot be asked who holds such an image. */
const isNameless = ({ name, version, digest }: Image) => name === "" && version === "" && digest === "";

/** The violations, worked out from the fleet, server by server: the rule, the server, and the image for allow-lists. */
function naive(rules: readonly ComplianceRule[], fleet: readonly Host[]): string[] {
  return rules.flatMap(({ name, effect, image, images = [], presence, hosts }) => {
    const isAbout = (held: Image) =>
      image === undefined ? !images.some((selector) => fits(selector, held)) : fits(image, held) === true;
    const held = (host: Host) =>
      (presence === "container" ? containersOf(host).map((container) => container.image) : host.images).filter(isAbout);
    const selected = fleet.filter(
      ({ row }) => hosts?.agentStatuses === undefined || hosts.agentStatuses.includes(row.agent_status),
    );
    if (effect === "require") {
      if (selected.length === 0) return [`${name} - nobody`];
      const lacks = (host: Host) => held(host).filter((each) => !isNameless(each)).length === 0;
      return selected.filter(lacks).map(({ row }) => `${name} ${row.host_id}`);
    }
    const nameless = fleet.flatMap((host) => held(host)).filter(isNameless);
    const known = selected.flatMap((host) => {
      const labels = held(host)
        .filter((each) => !isNameless(each))
        .map(label);
      const findings = effect === "allow" ? labels : labels.slice(0, 1).map(() => "");
      return findings.map((each) => `${name} ${host.row.host_id} ${each}`.trim());
    });
    return [...new Set(known), ...(nameless.length > 0 ? [`${name} - <none>`] : [])];
  });
}

const pick = <T>(...values: T[]) => fc.constantFrom(...values);
const DIGESTS = ["", ...Array.from({ length: 20 }, (_, index) => `sha256:${index}`)];
const NAMES = [
  "nginx",
  "nginx-exporter",
  "team/nginx",
  "swr.cn-north-4.myhuaweicloud.com/team/nginx",
  "httpd",
  "team/web/httpd",
  "<none>",
  "--",
  "",
];
const VERSIONS = ["1.25.3", "1.25.3-alpine", "v1.2", "20.04", "latest", "--", ""];

const anyImages = fc.array(fc.record({ name: pick(...NAMES), version: pick(...VERSIONS), digest: pick(...DIGESTS) }), {
  minLength: 1,
  maxLength: 8,
});

/** Servers that hold some of the images. */
const anyFleet = anyImages.chain((images) =>
  fc
    .array(fc.record({ held: fc.subarray(images, { minLength: 1 }), status: pick("online", "offline") }), {
      maxLength: 30,
      size: "max",
    })
    .map((servers) =>
      servers.map(({ held, status }, index): Host => {
        const row = {
          agent_id: `agent-${index}`,
          agent_status: status,
          host_name: `server-${index}`,
          host_id: `id-${index}`,
          version: "hss.version.basic",
          private_ip: `10.0.0.${index}`,
        };
        // The same image, not one that looks like it.
        const distinct = held.filter((image, at) => held.findIndex((other) => label(other) === label(image)) === at);
        return { row, enterpriseProjectId: "0", images: distinct };
      }),
    ),
);

const given = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined, freq: 2 });
const anyCondition: fc.Arbitrary<ImageSelector> = fc.oneof(
  fc.record({ name: pick("nginx", "httpd", "--", "absent") }),
  fc.record({ namePattern: pick(...Object.keys(NAME_PATTERNS)) }),
  fc.record({ version: pick("1.25.3", "--") }),
  fc.record({ versionPattern: pick(...Object.keys(VERSION_PATTERNS)) }),
  fc.record({ versionRange: pick(...Object.keys(RANGES)) }),
  fc.record({ digest: pick(...DIGESTS.slice(1)) }),
  fc.record({ imageType: pick("swr_image" as const, "other_image" as const) }),
  fc.record({ olderThanDays: pick(30, 200) }),
  fc.record({
    scan: pick({ unscanned: true }, { failed: true }, { olderThanDays: 100 }, { failed: true, unscanned: true }),
  }),
  fc.record({ cve: pick("CVE-2021-4422", "CVE-2026-1030", "CVE-2021-44228") }),
  fc.record({ severityAtLeast: pick("low" as const, "medium" as const, "high" as const) }),
);
const anySelector = fc
  .tuple(anyCondition, given(anyCondition))
  .map(([one, other]): ImageSelector => ({ ...one, ...other }));

const anyRule = fc
  .record({
    effect: pick("deny" as const, "deny" as const, "require" as const, "allow" as const),
    image: anySelector,
    images: fc.array(anySelector, { minLength: 1, maxLength: 3 }),
    presence: given(pick("image" as const, "container" as const)),
    hosts: given(pick({ agentStatuses: ["online"] })),
  })
  .map(({ effect, image, images, presence, hosts }) => ({
    severity: "high" as const,
    effect,
    ...(effect === "allow" ? { images } : { image }),
    ...(presence && { presence }),
    ...(hosts && { hosts }),
  }));

for (const hostMatch of ["part", "exact"] as const) {
  describe(`rules about any images, where HSS matches ${hostMatch === "part" ? "parts of names" : "whole names"},`, () => {
    let emulator: Emulator;
    let context: EmulatedContext;
    let planned: { requests: number; isMost: boolean } | undefined;

    const call = (args: Record<string, unknown>): Promise<Checked> => {
      emulator.requests.length = 0;
      planned = undefined;
      return checkCompliance(
        context,
        { asOf: AS_OF, ...args },
        {
          status: (message) => {
            const [, most, number] = / take (at most )?([\d,]+) requests?$/.exec(message) ?? [];
            if (number === undefined) return;
            planned = { requests: Number(number.replace(",", "")), isMost: most !== undefined };
          },
        },
      );
    };
    /** The requests for servers or containers of an image. */
    const sent = () =>
      emulator.requests.filter(
        ({ path, params }) =>
          /\/image\/local\/(hosts|containers)$/.test(path) &&
          [...params.keys()].some((name) => name.startsWith("image_")),
      ).length;

    before(async () => {
      emulator = await startEmulator({ hosts: 0, hostMatch });
      context = emulatedContext(emulator, { pageSize: 10 });
    });
    after(async () => {
      await context.close();
      await emulator.close();
    });

    it("find what a look at each server finds, with the planned number of requests", async () => {
      let certain = 0;
      let counted = 0;
      await fc.assert(
        fc.asyncProperty(anyFleet, fc.array(anyRule, { minLength: 1, maxLength: 4 }), async (fleet, bare) => {
          emulator.fleet = fleet;
          const rules = bare.map((rule, index): ComplianceRule => ({ name: `rule-${index}`, ...rule }));
          const { violations, metadata } = await call({ rules });
          // HSS may list servers of other images, too.
          if (metadata.unverifiedImages.length > 0) return;
          certain += 1;
          if (planned?.isMost) assert.ok(sent() <= planned.requests);
          else if (planned !== undefined) {
            counted += 1;
            assert.equal(sent(), planned.requests);
          }
          const found = violations.map(({ rule, hostId, image, reason }) => {
            const isAllowed = rules.find(({ name }) => name === rule)?.effect !== "allow";
            if (hostId !== "") return `${rule} ${hostId}${isAllowed ? "" : ` ${image}`}`;
            return `${rule} - ${reason.includes("selects no server") ? "nobody" : "<none>"}`;
          });
          assert.deepEqual(found.sort(), naive(rules, fleet).sort());
        }),
        { numRuns: 300 },
      );
      assert.ok(certain > 100, `${certain} runs were certain`);
      assert.ok(counted > 100, `${counted} runs had a plan`);
    });
  });
}
