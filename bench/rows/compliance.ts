import { PageServer } from "../child.js";
import { median } from "../measure.js";
import { ProviderSide } from "../providerSide.js";
import { inMb, inMs, type Line, type Row } from "../row.js";

const HOSTS = 10_000;
const RULES = 200;
const PAGES = 1 + Math.ceil((HOSTS - 200) / 199);

/** Of a list of 500 images. */
const IMAGE_PAGES = 1 + Math.ceil((500 - 200) / 199);

/** Rules in turn about so many images, each about hosts of its own. The other side is a program that asks for a list a rule. */
const rulesAbout = (images: number) =>
  Array.from({ length: RULES }, (_, index) => ({
    name: `rule-${index}`,
    severity: "high",
    effect: "deny",
    image: { name: `image-${index % images}` },
    hosts: { namePattern: `*-${index}` },
  }));

export const compliance: Row = {
  name: "compliance",
  async measure(runs) {
    const server = await PageServer.start(HOSTS);
    const lines: Line[] = [];
    for (const images of [1, 4]) {
      const ours = await ProviderSide.start(server.url, { requestsPerMinute: "100000" });
      // The page server has no images, so `exact`, with one more request for each image, does not work here.
      const args = { rules: rulesAbout(images), reports: ["json"], imageMatch: "server" };
      const call = () => ours.invoke("getLocalImageCompliance", args);
      await call();
      const requests = await server.requests();
      const took: number[] = [];
      for (let run = 0; run < runs; run++) {
        const started = performance.now();
        await call();
        took.push(performance.now() - started);
      }
      await server.requests();
      lines.push({
        what: `${RULES} rules about ${images} ${images === 1 ? "image" : "images"} over 10,000 servers, beside a list for each rule`,
        ours: `${requests} requests, ${inMs(median(took))}`,
        other: `${RULES * PAGES} requests`,
        ratio: (requests / (RULES * PAGES)).toFixed(3),
        toReach: `${images * PAGES} requests`,
        reached: requests === images * PAGES,
        memory: inMb(ours.peakMb),
      });
      await ours.stop();
    }
    await server.stop();
    return [...lines, await aboutPatterns(runs)];
  },
};

/** Rules about versions of the images of a name, beside a call for each rule alone. */
async function aboutPatterns(runs: number): Promise<Line> {
  const server = await PageServer.start(HOSTS, 0, "imageServer");
  const ours = await ProviderSide.start(server.url, { requestsPerMinute: "100000" });
  const rules = Array.from({ length: RULES }, (_, index) => ({
    name: `rule-${index}`,
    severity: "high",
    effect: "deny",
    image: { namePattern: `team-${index % 50}/*`, versionRange: `<1.${1 + Math.floor(index / 50)}` },
    hosts: { namePattern: `*-${index}` },
  }));
  const call = (some: readonly object[]) => ours.invoke("getLocalImageCompliance", { rules: some, reports: ["json"] });
  await call(rules);
  const requests = await server.requests();
  const took: number[] = [];
  for (let run = 0; run < runs; run++) {
    const started = performance.now();
    await call(rules);
    took.push(performance.now() - started);
  }
  const { peakMb } = ours;
  await server.requests();
  const started = performance.now();
  for (const rule of rules) await call([rule]);
  const alone = performance.now() - started;
  const requestsAlone = await server.requests();
  await ours.stop();
  await server.stop();
  return {
    what: `${RULES} rules about patterns and ranges over 10,000 servers and 500 images, 200 of which fit; beside a call for each rule`,
    ours: `${requests} requests, ${inMs(median(took))}`,
    other: `${requestsAlone} requests, ${inMs(alone)}`,
    ratio: (requests / requestsAlone).toFixed(3),
    toReach: `${IMAGE_PAGES + 200} requests`,
    reached: requests === IMAGE_PAGES + 200,
    memory: inMb(peakMb),
  };
}
