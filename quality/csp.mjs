// What Google's CSP Evaluator finds above "info" in each of the policies that are read as a JSON array, as JSON.
// Started by csp.py, in the folder where npm has put the packages.

import { text } from "node:stream/consumers";
import { CspEvaluator } from "csp_evaluator/dist/evaluator.js";
import { Severity } from "csp_evaluator/dist/finding.js";
import { CspParser } from "csp_evaluator/dist/parser.js";

const policies = JSON.parse(await text(process.stdin));
console.log(JSON.stringify(policies.map(evaluate)));

function evaluate(policy) {
  const findings = new CspEvaluator(new CspParser(policy).csp).evaluate();
  return findings
    .filter(({ severity }) => severity < Severity.INFO)
    .map(({ severity, directive, description }) => `${Severity[severity]}: ${directive}: ${description}`);
}
