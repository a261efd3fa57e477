/**
 * The query of an address with each `%` that does not begin an encoded character written as `%25`. AngularJS would put
 * `undefined` in the place of such a value.
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
