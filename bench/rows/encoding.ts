import { Side } from "../child.js";
import { sideBySide } from "../measure.js";
import { inMb, inMs, times, type Row } from "../row.js";

const HOSTS = 100_000;
const MOST_MS = 200;

export const encoding: Row = {
  name: "encoding",
  async measure(runs) {
    const ours = await Side.start("encoding", ["ours", HOSTS]);
    const theirs = await Side.start("encoding", ["google-protobuf", HOSTS]);
    const [oursMs = NaN, theirsMs = NaN] = await sideBySide([ours, theirs], runs);
    await ours.stop();
    await theirs.stop();
    return [
      {
        what: "encoding 100,000 servers (29 MB), google-protobuf over ours",
        ours: inMs(oursMs),
        other: inMs(theirsMs),
        ratio: times(theirsMs / oursMs),
        toReach: `≤ ${MOST_MS} ms`,
        reached: oursMs <= MOST_MS,
        memory: `${inMb(ours.peakMb)}, ${inMb(theirs.peakMb)}`,
      },
    ];
  },
};
