import { existsSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';

/**
 * Where tests have requests to Google and Microsoft end: real origin (`https://sheets.googleapis.com`) → origin on this
 * computer (`http://127.0.0.1:8123`). Empty in the product.
 */
export type Endpoints = Readonly<Record<string, string>>;

const VARIABLE = 'ORGBENCH_TEST_ENDPOINTS';
const LOOPBACK: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost', '[::1]']);

/**
 * Reads the map from the environment, if this is the project's own folder. A packaged app, wherever it was copied to,
 * has no sources beside it and takes no map: whoever sets a user's environment must not redirect a sign-in.
 *
 * @param runningFolder folder of the code that runs, built or not.
 * @throws when the variable counts and cannot be used.
 */
export function readTestEndpoints(environment: NodeJS.ProcessEnv, runningFolder: string): Endpoints {
  const text = environment[VARIABLE];
  if (text === undefined || text === '' || !isProjectFolder(runningFolder)) return {};
  const given: unknown = JSON.parse(text);
  if (typeof given !== 'object' || given === null) throw new Error(`${VARIABLE} is not a JSON object.`);
  const endpoints: Record<string, string> = {};
  for (const [from, to] of Object.entries(given)) {
    if (typeof to !== 'string' || !isOrigin(from, 'https:') || !isOrigin(to, 'http:')) {
      throw new Error(`${VARIABLE} maps something else than an https origin to an http origin: ${from}`);
    }
    if (!LOOPBACK.has(new URL(to).hostname)) throw new Error(`${VARIABLE} leads away from this computer: ${from}`);
    endpoints[from] = to;
  }
  return endpoints;
}

/** The address with its origin exchanged, if the map has it. */
export function mappedAddress(address: string, endpoints: Endpoints): string {
  const { origin } = new URL(address);
  const to = Object.hasOwn(endpoints, origin) ? endpoints[origin] : undefined;
  return to === undefined ? address : `${to}${address.slice(origin.length)}`;
}

function isOrigin(text: string, protocol: 'http:' | 'https:'): boolean {
  return URL.canParse(text) && new URL(text).origin === text && new URL(text).protocol === protocol;
}

function isProjectFolder(runningFolder: string): boolean {
  if (runningFolder.split(sep).some((part) => /\.asar(?:\.unpacked)?$/.test(part))) return false;
  for (let folder = runningFolder; ; folder = dirname(folder)) {
    // Packages carry `out` and package.json only.
    if (existsSync(join(folder, 'package.json'))) return existsSync(join(folder, 'src-main', 'engine'));
    if (dirname(folder) === folder) return false;
  }
}
