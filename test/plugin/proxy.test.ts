import assert from "node:assert/strict";
import { connect, createServer, type AddressInfo, type Server, type Socket } from "node:net";
import { startEmulator, type Emulator } from "../../src/emulator/emulator.js";
import { tlsPair } from "../emulator/tlsPair.js";
import { emulated } from "../support/emulated.js";
import { homeFolder } from "../support/homeFolder.js";
import { ProviderProcess } from "../support/providerProcess.js";
import { startProxy, type TestProxy, type TestProxyOptions } from "../support/testProxy.js";

const LOGIN = { token: undefined, userName: "auditor", password: "emulated-password", domainName: "emulated-domain" };
const ENCODE = 'Encode special characters in the user name and password, for example "%" as "%25" and "@" as "%40".';

describe("the executable and a proxy", () => {
  let secure: Emulator;
  let plain: Emulator;
  let home: Awaited<ReturnType<typeof homeFolder>>;
  let proxy: TestProxy;
  let plugin: ProviderProcess | undefined;

  before(async () => {
    secure = await startEmulator({ hosts: 3, tls: tlsPair });
    plain = await startEmulator({ hosts: 3 });
    home = await homeFolder({ "ca.pem": tlsPair.cert });
  });
  beforeEach(() => {
    secure.requests.length = 0;
    plain.requests.length = 0;
  });
  afterEach(async () => {
    await plugin?.stop();
    proxy.close();
  });
  after(async () => {
    await Promise.all([secure.close(), plain.close(), home.remove()]);
  });

  const starting = async (options: TestProxyOptions = {}) => {
    proxy = await startProxy(options);
  };
  const configured = async (env: Record<string, string>, emulator = secure, more: Record<string, unknown> = {}) => {
    const given = emulated(emulator, { caCertFile: `${home.path}/ca.pem`, ...more });
    const values = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
    plugin = await ProviderProcess.configured(values, env);
    return plugin;
  };
  const total = async (env: Record<string, string>, emulator = secure, more: Record<string, unknown> = {}) => {
    const { result } = await (await configured(env, emulator, more)).invoke("getLocalImageHosts");
    return result.totalNum;
  };
  const reason = async (env: Record<string, string>) =>
    (await (await configured(env)).failing("getLocalImageHosts")).reason;
  const own = (emulator: Emulator) => new URL(emulator.url).host;

  it("go together for HSS and IAM, with a login whose characters are encoded", async () => {
    await starting({ login: "us:er@x:p%ss/ü" });
    const address = `http://${encodeURIComponent("us:er@x")}:${encodeURIComponent("p%ss/ü")}@${proxy.host}/`;
    assert.equal(await total({ HTTPS_PROXY: address }, secure, { ...LOGIN, projectId: undefined }), 3);
    assert.ok(proxy.tunnels.length >= 1);
    assert.deepEqual([...new Set(proxy.tunnels)], [own(secure)]);
    assert.deepEqual([...new Set(secure.requests.map(({ path }) => path.split("/")[1]))], ["v3", "v5"]);
  });

  for (const variable of ["https_proxy", "http_proxy", "HTTP_PROXY"]) {
    it(`go together with ${variable}, also beside a blank variable`, async () => {
      await starting();
      const blank = variable === "https_proxy" ? {} : { https_proxy: " ", HTTPS_PROXY: "" };
      assert.equal(await total({ ...blank, [variable]: `http://${proxy.host}` }), 3);
      assert.deepEqual([...new Set(proxy.tunnels)], [own(secure)]);
    });
  }

  it("speak TLS with each other, by the same certificate authority", async () => {
    await starting({ tls: tlsPair });
    // By name: Node 26 refuses an IP address as the name in TLS.
    assert.equal(await total({ HTTPS_PROXY: `https://${proxy.host.replace("127.0.0.1", "localhost")}` }), 3);
    assert.deepEqual([...new Set(proxy.tunnels)], [own(secure)]);
  });

  for (const list of ["127.0.0.0/8", "127.0.0.1", "example.com, *", "10.0.0.0/8 127.0.0.0/30"]) {
    it(`keep apart for the hosts in NO_PROXY=${list}`, async () => {
      await starting();
      assert.equal(await total({ HTTPS_PROXY: `http://${proxy.host}`, NO_PROXY: list }), 3);
      assert.deepEqual(proxy.tunnels, []);
    });
  }

  it("go together for hosts outside the prefix in NO_PROXY", async () => {
    await starting();
    assert.equal(await total({ HTTPS_PROXY: `http://${proxy.host}`, NO_PROXY: "10.0.0.0/8,127.0.0.2/31" }), 3);
    assert.deepEqual([...new Set(proxy.tunnels)], [own(secure)]);
  });

  it("never share a token for an http endpoint on this machine", async () => {
    await starting();
    const address = `http://${proxy.host}`;
    const everywhere = { HTTPS_PROXY: address, HTTP_PROXY: address, https_proxy: address, http_proxy: address };
    assert.equal(await total(everywhere, plain, { ...LOGIN, projectId: undefined }), 3);
    assert.deepEqual([proxy.tunnels, proxy.requests], [[], []]);
    assert.deepEqual([...new Set(plain.requests.map(({ path }) => path.split("/")[1]))], ["v3", "v5"]);
  });

  it("say that the login is missing or wrong, which variable holds it, and do not try again", async () => {
    await starting({ login: "user:canary-right" });
    for (const login of ["", "user:canary-wrong@"]) {
      proxy.tunnels.length = 0;
      const env = { HTTPS_PROXY: `http://${login}${proxy.host}` };
      const values = { caCertFile: `${home.path}/ca.pem`, maxRetries: 8 };
      plugin = await ProviderProcess.configured(emulated(secure, values), env);
      const said = (await plugin.failing("getLocalImageHosts")).reason;
      assert.match(
        said,
        /^The proxy requires a login\.\nPut a valid user name and password into HTTPS_PROXY: "http:\/\/user:password@proxy\.example\.com:8080"\. Encode [^]*\n {2}proxy status: 407\n[^]*#networkerror$/,
      );
      assert.ok(!said.includes("canary"), said);
      assert.equal(proxy.tunnels.length, 1);
      assert.ok(!plugin.output.includes("canary"), plugin.output);
      await plugin.stop();
    }
  });

  it("say that the proxy refuses to connect, with its status", async () => {
    await starting({ status: 403 });
    assert.match(
      await reason({ https_proxy: `http://${proxy.host}` }),
      /^The proxy did not connect to the server\.\nCheck that the proxy in https_proxy may connect to the server, or add [^]*\n {2}proxy status: 403\nSee /,
    );
  });

  it("say that the proxy is not there, rather than the server", async () => {
    await starting();
    assert.match(
      await reason({ HTTP_PROXY: "http://127.0.0.1:1" }),
      /^The proxy cannot be reached\.\nCheck HTTP_PROXY, or add the server to NO_PROXY\.\n[^]*\n {2}code: ECONNREFUSED\nSee /,
    );
    await plugin?.stop();
    assert.match(
      await reason({ HTTPS_PROXY: "http://proxy.invalid:8080" }),
      /^The proxy cannot be reached\.\nCheck HTTPS_PROXY, [^]*\n {2}code: (ENOTFOUND|EAI_AGAIN)\nSee /,
    );
  });

  for (const [address, problem] of [
    ["proxy.example.com:8080", 'does not begin with "http://", "https://" or "socks5://"'],
    ["user:canary@proxy", 'does not begin with "http://", "https://" or "socks5://"'],
    ["socks5h://user:canary@proxy:1080", 'does not begin with "http://", "https://" or "socks5://"'],
    ["ftp://canary@proxy", 'does not begin with "http://", "https://" or "socks5://"'],
    [
      "http://user:canary%zz@proxy:8080",
      'contains a "%" in the user name or password that is not part of an encoded character',
    ],
    [
      "http://canary100%:x@proxy:8080",
      'contains a "%" in the user name or password that is not part of an encoded character',
    ],
    [
      "http://user:canary%ff@proxy:8080",
      'contains a "%" in the user name or password that is not part of an encoded character',
    ],
    ["http://user:can/ary@proxy:8080", "is not the address of a proxy"],
    [
      "http://user:1/canary@proxy:8080",
      "contains a path, a query or a fragment, which the address of a proxy does not have",
    ],
    [
      "http://user:1#canary@proxy:8080",
      "contains a path, a query or a fragment, which the address of a proxy does not have",
    ],
    [
      "http://user:canary@proxy:8080/path",
      "contains a path, a query or a fragment, which the address of a proxy does not have",
    ],
    ["http://proxy:99999", "is not the address of a proxy"],
  ] as const) {
    it(`name the variable and the form, and show no login, for ${address}`, async () => {
      await starting();
      plugin = await ProviderProcess.start({ HTTPS_PROXY: address });
      await assert.rejects(plugin.configure(emulated(plain)), (error: Error) => {
        assert.ok(
          error.message.includes(
            `HTTPS_PROXY ${problem}.\nSet HTTPS_PROXY to an address such as "http://proxy.example.com:8080" or ` +
              `"http://user:password@proxy.example.com:8080". ${ENCODE}`,
          ),
          error.message,
        );
        assert.ok(!/canary|ary@/.test(error.message), error.message);
        return true;
      });
      assert.ok(!plugin.output.includes("canary"), plugin.output);
    });
  }

  describe("that speaks SOCKS5", () => {
    const seen: string[] = [];
    const open = new Set<Socket>();
    let server: Server;
    let host: string;

    /** Accepts one login, then connects to any server by name. */
    before(async () => {
      server = createServer((socket: Socket) => {
        const opened = (each: Socket) => open.add(each.on("error", () => undefined));
        opened(socket);
        const connectTo = (data: Buffer) => {
          const name = data.subarray(5, -2).toString();
          const upstream = connect(data.readUInt16BE(data.length - 2), name, () => {
            socket.write(Buffer.from([5, 0, 0, 1, 0, 0, 0, 0, 0, 0]));
            upstream.pipe(socket).pipe(upstream);
          });
          opened(upstream);
        };
        const logIn = (data: Buffer) => {
          const nameLength = data[1] as number;
          const name = data.subarray(2, 2 + nameLength).toString();
          seen.push(`${name}:${data.subarray(3 + nameLength).toString()}`);
          socket.write(Buffer.from([1, seen.at(-1) === "user:p%ss@x" ? 0 : 1]));
          socket.once("data", connectTo);
        };
        socket.once("data", () => {
          socket.write(Buffer.from([5, 2]));
          socket.once("data", logIn);
        });
      });
      await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
      host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
    });
    beforeEach(async () => {
      seen.length = 0;
      await starting();
    });
    after(() => {
      server.close();
      for (const socket of open) socket.destroy();
    });

    it("go together, with the login as it is meant", async () => {
      const endpoint = secure.url.replace("127.0.0.1", "localhost");
      assert.equal(await total({ HTTPS_PROXY: `socks5://user:p%25ss%40x@${host}` }, secure, { endpoint }), 3);
      assert.deepEqual([...new Set(seen)], ["user:p%ss@x"]);
    });

    it("say that the login is refused", async () => {
      const said = await reason({ HTTPS_PROXY: `socks5://user:canary@${host}` });
      assert.match(said, /^The proxy requires a login\.\nPut a valid [^]*\n {2}code: UND_ERR_SOCKS5_AUTH_FAILED\n/);
      assert.ok(!said.includes("canary"), said);
      assert.deepEqual(seen, ["user:canary"]);
    });

    it("say that the proxy is not there", async () => {
      const said = await reason({ HTTPS_PROXY: "socks5://127.0.0.1:1" });
      assert.match(said, /^The proxy cannot be reached\.\nCheck HTTPS_PROXY, [^]*\n {2}code: ECONNREFUSED\n/);
    });
  });
});
