import assert from 'node:assert/strict';
import { validateBody } from '../../server/core/intercom/validate';
import { findIn } from '../support/marked';
import { payloads } from './payloads';

/** The sandbox uses the validator, and the editor the rules: both must come to the same verdict. */
suite('The validator and the rules on a template without tags', function () {
  this.timeout(60_000);
  for (const version of ['1.4', '2.7', '2.16']) {
    test(`agree on every body tried for ${version}`, async () => {
      const disagreements: string[] = [];
      for (const { endpoint, title, body } of payloads(version)) {
        const refused = validateBody(endpoint, version, body).filter(({ outcome }) => outcome === 'rejected');
        const request = `${endpoint.method} ${endpoint.path.replace(/\{\w+\}/g, 'x')} ${version}`;
        const findings = await findIn(JSON.stringify(body), { json: true, request });
        const errors = findings.filter(({ severity }) => severity === 'error');
        if (errors.length > 0 === refused.length > 0) continue;
        disagreements.push(`${title}: ${[...refused, ...errors].map(({ message }) => message).join('; ')}`);
      }
      assert.deepEqual(disagreements, []);
    });
  }
});
