/**
 * Encodes each `%` of a query string that does not start a valid escape sequence as `%25`. AngularJS would replace such
 * a value by `undefined`.
 */
export function decodableQuery(query: string): string {
  return query.replace(/(?:%[0-9a-f]{2})+|%/gi, (encoded) => {
    try {
      decodeURIComponent(encoded);
      return encoded;
    } catch {
      return encoded.replaceAll('%', '%25');
    }
  });
}
