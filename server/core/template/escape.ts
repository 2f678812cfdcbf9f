/** Trimou's HTML escaping: these five characters and no others, whatever was escaped before. */
export function escapeHtml(text: string): string {
  let output = '';
  let copied = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    // All five have codes up to that of `>`; most characters of a text have higher ones.
    if (code > 0x3e) continue;
    const entity = entities[code];
    if (entity === undefined) continue;
    output += text.slice(copied, at) + entity;
    copied = at + 1;
  }
  return copied === 0 ? text : output + text.slice(copied);
}

/** By character code. */
const entities: readonly (string | undefined)[] = Array.from({ length: 0x3f }, (_, code) => {
  const names: Readonly<Record<string, string>> = { '"': 'quot', '&': 'amp', "'": '#39', '<': 'lt', '>': 'gt' };
  const name = names[String.fromCharCode(code)];
  return name && `&${name};`;
});
