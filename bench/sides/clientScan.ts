// Reads a list with the client as it is shipped, and counts its rows.
import { createClient } from "pulumi-huaweicloud-hss/client";
import { configurationFor } from "../setup.js";
import { argument, side } from "./side.js";

const hosts = Number(argument(1));
const client = createClient(configurationFor(argument(0)));

side(async () => {
  let rows = 0;
  for await (const page of client.localImageHosts()) rows += page.length;
  if (rows !== hosts) throw new Error(`${rows} rows of ${hosts}`);
});
