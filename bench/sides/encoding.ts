// Encodes validated rows into an Invoke's answer, with our writer page by page, or with google-protobuf in one go.
import structProto from "google-protobuf/google/protobuf/struct_pb.js";
import { createFleet } from "../../src/emulator/hss/createFleet.js";
import { localImageHosts } from "../../src/hss/localImageHosts.js";
import { encodeItems, encodeResult } from "../../src/plugin/invokeResponse.js";
import { argument, side } from "./side.js";

const how = argument(0);
const hosts = Number(argument(1));
const fleet = createFleet(hosts, 1).slice(0, hosts);
const pages = Array.from({ length: Math.ceil(hosts / 200) }, (_, index) => {
  const data_list = fleet.slice(index * 200, (index + 1) * 200).map(({ row }) => row);
  return localImageHosts.readPage([], { total_num: hosts, data_list });
});

side(() => {
  if (how === "ours") {
    return Promise.resolve(encodeResult({ totalNum: hosts, hosts: pages.map(({ rows }) => encodeItems(rows)) }));
  }
  const result = { totalNum: hosts, hosts: pages.flatMap(({ rows }) => rows) } as Record<
    string,
    structProto.JavaScriptValue
  >;
  return Promise.resolve(structProto.Struct.fromJavaScript(result).serializeBinary());
});
