import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { linesOf, type TextLine } from '../../server/replay/lines';

async function linesIn(content: string | Buffer, longest?: number): Promise<readonly TextLine[]> {
  const folder = mkdtempSync(join(tmpdir(), 'lines-'));
  try {
    const file = join(folder, 'june.events.jsonl');
    writeFileSync(file, content);
    const lines: TextLine[] = [];
    for await (const line of linesOf(file, longest)) lines.push(line);
    return lines;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const outline = (lines: readonly TextLine[]) => lines.map(({ line, text, problem }) => `${line} ${problem ?? text}`);

suite('the lines of a file of events', () => {
  const cases: [string, string | Buffer, string[]][] = [
    ['nothing', '', []],
    ['one without an end', '{}', ['1 {}']],
    ['LF, CRLF and blanks around', '{}\r\n {"a":1} \n\t{"b":2}', ['1 {}', '2 {"a":1}', '3 {"b":2}']],
    ['lines without anything are counted and left out', '\n{}\r\n\r\n   \n{"a":1}\n\n', ['2 {}', '5 {"a":1}']],
    ['a byte order mark', '\uFEFF{"a":1}\n{}', ['1 {"a":1}', '2 {}']],
    ['line separators of Unicode end no line', '{"a":"x\u2028y"}\n', ['1 {"a":"x\u2028y"}']],
    [
      'what is no UTF-8',
      Buffer.concat([Buffer.from('{}\n"'), Buffer.from([0xff, 0xfe]), Buffer.from('"\n{"a":1}')]),
      ['1 {}', '2 This line is not UTF-8. Save the file in UTF-8.', '3 {"a":1}'],
    ],
  ];
  for (const [name, content, expected] of cases) {
    test(name, async () => assert.deepEqual(outline(await linesIn(content)), expected));
  }

  test('one that is too long is passed over, and says so', async () => {
    const problem = 'This line has 40 bytes, and an event at most 30. Is there one event in each line?';
    for (const end of ['', '\n', '\n{}']) {
      const lines = outline(await linesIn(`{}\n${'x'.repeat(40)}${end}`, 30));
      assert.deepEqual(lines.slice(0, 2), ['1 {}', `2 ${problem}`]);
    }
  });

  test('characters that the file is read in the middle of', async () => {
    const texts = Array.from({ length: 30 }, (_, index) => 'ä€😀'.repeat(3000 + index));
    assert.deepEqual(
      (await linesIn(texts.join('\n'))).map(({ text }) => text),
      texts,
    );
  });

  test('how far it is read, to the last byte', async () => {
    const content = '{"a":"é"}\r\n\r\n{}\n';
    const lines = await linesIn(content);
    assert.deepEqual(
      lines.map(({ read }) => read),
      [12, 17],
    );
  });

  test('any characters come back as they are', async () => {
    const lines = Array.from({ length: 500 }, (_, index) =>
      String.fromCodePoint(
        ...Array.from({ length: 1 + (index % 40) }, (_, at) => (index * 7919 + at * 104_729) % 0xd800),
      ),
    ).map(text => text.replace(/[\s\uFEFF]/g, '_'));
    assert.deepEqual(
      outline(await linesIn(lines.join('\n'))),
      lines.map((text, index) => `${index + 1} ${text}`),
    );
  });
});
