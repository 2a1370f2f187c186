// What Mozilla's HTTP Observatory says of each of the addresses (host:port/path) that are read as a JSON array, as JSON.
// Started by observatory.py, in the folder where npm has put the packages.

import { text } from "node:stream/consumers";
import { scan } from "@mdn/mdn-http-observatory";

const addresses = JSON.parse(await text(process.stdin));
const results = [];
for (const address of addresses) results.push(await score(address));
console.log(JSON.stringify(results));

async function score(address) {
  try {
    const { scan: { score }, tests } = await scan(address);
    const lines = Object.entries(tests).map(([name, { result, scoreModifier }]) => `${name}: ${result} (${scoreModifier})`);
    return { score, tests: lines };
  } catch (error) {
    return { tests: [error.message] };
  }
}
