/** Intercom counts calls in windows of ten seconds: 10,000 a minute make 1666 in each (REST reference, rate limiting). */
export const callsPerWindow = 1666;

const windowMs = 10_000;

/** Counts calls. Each answer says how many are left; `exceeded` is true from the first call over the limit. */
export function rateLimiter(limit: number) {
  let window = 0;
  let used = 0;
  return (nowMs: number): { readonly exceeded: boolean; readonly headers: Readonly<Record<string, string>> } => {
    const current = Math.floor(nowMs / windowMs);
    if (current !== window) {
      window = current;
      used = 0;
    }
    used++;
    return {
      exceeded: used > limit,
      headers: {
        'X-RateLimit-Limit': String(limit),
        'X-RateLimit-Remaining': String(Math.max(limit - used, 0)),
        'X-RateLimit-Reset': String(((current + 1) * windowMs) / 1000),
      },
    };
  };
}
