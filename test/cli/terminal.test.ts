import assert from 'node:assert/strict';
import { wantsColours } from '../../server/cli/colours';
import { progressOn } from '../../server/cli/progress';
import { inFolder } from './command';

suite('command line: colours', () => {
  const terminal = { hasColors: () => true };
  const file = {};
  for (const [environment, onTerminal, inFile] of [
    [{}, true, false],
    [{ NO_COLOR: '1' }, false, false],
    [{ NO_COLOR: '' }, true, false],
    [{ FORCE_COLOR: '1' }, true, true],
    [{ FORCE_COLOR: '' }, true, true],
    [{ FORCE_COLOR: '0' }, false, false],
    [{ FORCE_COLOR: '1', NO_COLOR: '1' }, true, true],
  ] as const) {
    test(JSON.stringify(environment), () => {
      assert.equal(wantsColours(environment, terminal), onTerminal);
      assert.equal(wantsColours(environment, file), inFile);
    });
  }
});

suite('command line: progress', () => {
  function screen(isTTY: boolean) {
    let time = 0;
    let text = '';
    const write = (more: string) => {
      text += more;
    };
    const progress = progressOn({ isTTY, columns: 20, write }, () => time);
    const at = (ms: number, line: string) => {
      time = ms;
      text = '';
      progress(line);
      return text;
    };
    return at;
  }

  test('says nothing of what is done soon, and then not too often', () => {
    const at = screen(true);
    assert.equal(at(499, 'one'), '');
    assert.equal(at(500, 'two'), '\r\u001b[Ktwo');
    assert.equal(at(599, 'three'), '');
    assert.equal(at(600, 'four'), '\r\u001b[Kfour');
  });

  test('is one line of the terminal, without what could garble it', () => {
    const at = screen(true);
    assert.equal(at(500, 'a name that is \u001b[2Jlong'), '\r\u001b[Ka name that is \\u00');
  });

  test('goes away', () => {
    const at = screen(true);
    assert.equal(at(100, ''), '');
    at(500, 'one');
    assert.equal(at(501, ''), '\r\u001b[K');
    assert.equal(at(502, ''), '');
  });

  test('is none in a file', () => assert.equal(screen(false)(1000, 'one'), ''));

  test('of a check names each file', () =>
    inFolder(
      async folder => {
        const steps: string[] = [];
        await folder.run(['check', '.'], { progress: text => steps.push(text) });
        assert.deepEqual(steps, ['Checking 1 of 2 files: a.webhook.json', 'Checking 2 of 2 files: b.webhook.json']);
      },
      { 'b.webhook.json': '{}' },
    ));
});
