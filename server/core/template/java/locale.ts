/** How a language writes numbers; Java takes it from the same tables (CLDR) as JavaScript. */
export interface NumberSymbols {
  readonly decimal: string;
  readonly group: string;
  /** The character code of the digit zero. */
  readonly zero: number;
}

const english: NumberSymbols = { decimal: '.', group: ',', zero: 0x30 };

/** The symbols of a language tag (`de`, `pt-BR`); a tag that is not well-formed stands for no language, as in Java. */
export function numberSymbols(tag: string | undefined): NumberSymbols {
  const known = localeOf(tag);
  if (known === undefined) return english;
  // Java's Arabic without a country writes Arabic digits; JavaScript's does not.
  const locale = known === 'ar' ? 'ar-u-nu-arab' : known;
  const parts = new Intl.NumberFormat(locale, { useGrouping: true, minimumFractionDigits: 1 }).formatToParts(1234567);
  const part = (type: string): string | undefined => parts.find(found => found.type === type)?.value;
  const digits = new Intl.NumberFormat(locale, { useGrouping: false }).format(0);
  return {
    decimal: part('decimal') ?? english.decimal,
    group: part('group') ?? english.group,
    zero: digits.length === 1 ? digits.charCodeAt(0) : english.zero,
  };
}

/** The tag where JavaScript knows the language; undefined for English, for what is unknown and what is not well-formed. */
export function localeOf(tag: string | undefined): string | undefined {
  if (tag === undefined || /^en(-|$)/i.test(tag)) return undefined;
  try {
    const [known] = Intl.DateTimeFormat.supportedLocalesOf([tag]);
    return known;
  } catch {
    // Not a language tag; Java falls back to its root locale, which writes as English does.
    return undefined;
  }
}
