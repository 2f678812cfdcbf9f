const special = /["'&<>]/;

/** Trimou's HTML escaping: these five characters and no others, whatever was escaped before. */
export function escapeHtml(text: string): string {
  if (!special.test(text)) return text;
  return text.replace(/["'&<>]/g, character => entities[character as keyof typeof entities]);
}

const entities = { '"': '&quot;', "'": '&#39;', '&': '&amp;', '<': '&lt;', '>': '&gt;' };
