/** The same request to another server: `origin` replaces scheme, host and port, the rest of the URL stays as it was. */
export function retarget<Request extends { url: string; headers: readonly (readonly [string, string])[] }>(
  request: Request,
  origin: string,
): Request {
  // A mapped Host would name the server that the request no longer goes to.
  const headers = request.headers.filter(([name]) => name.toLowerCase() !== 'host');
  return { ...request, headers, url: withOrigin(request.url, origin) };
}

/** Left as it is where it cannot be read: sending says so. */
function withOrigin(url: string, origin: string): string {
  try {
    const { pathname, search } = new URL(url);
    return new URL(origin).origin + pathname + search;
  } catch {
    return url;
  }
}
