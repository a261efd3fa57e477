import { describe, expect, it } from 'vitest';
import { type OpenApi, readOpenApi, typeOf } from './open-api';
import { document } from './open-api.fixture';

describe('readOpenApi', () => {
  const reference = readOpenApi(document);
  const [computers, token] = reference.sections;
  const [list, change] = computers!.operations;

  it('sorts the operations by tag, in the order of the paths', () => {
    expect(reference.sections.map(({ name }) => name)).toEqual(['computer', 'token']);
    expect(computers!.operations.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'GET /api/computer',
      'PATCH /api/computer/{id}',
    ]);
  });

  it('resolves references', () => {
    expect(list!.parameters.map(({ name, type }) => [name, type])).toEqual([
      ['q', 'computer.query as JSON'],
      ['page', 'integer'],
    ]);
    expect(list!.parameters[0]!.example).toBe('{"limit":1}');
    expect(list!.responses.map(({ status, description }) => [status, description])).toEqual([
      ['200', 'A page.'],
      ['401', 'Nobody is logged in.'],
      ['Other', 'Any other problem.'],
    ]);
    expect(list!.responses[0]!.headers).toEqual(['ETag', 'Link']);
  });

  it('reads the parameters of a path, and several examples', () => {
    expect(change!.parameters.map(({ name, location, required }) => [name, location, required])).toEqual([
      ['id', 'in the path', true],
    ]);
    expect(change!.body[0]).toEqual({
      mediaType: 'application/json',
      type: 'computer',
      examples: [{ title: 'Example', text: '{\n  "ram": "8 GB"\n}' }],
    });
    expect(list!.responses[0]!.contents[0]!.examples.map(({ title }) => title)).toEqual(['A page', 'One row']);
  });

  it('lists the ways to authenticate, also of a single operation', () => {
    expect(reference.authentications.map(({ title }) => title)).toEqual([
      'cookie __Host-session and header X-XSRF-TOKEN',
      'header Authorization: Bearer',
    ]);
    expect(list!.access).toBe('');
    expect(token!.operations[0]!.access).toBe('Only with: cookie __Host-session and header X-XSRF-TOKEN.');
    expect(token!.operations[1]!.access).toBe('Open to everybody.');
  });

  it('lists the members of an object, and those of all alternatives', () => {
    const [computer, filter] = reference.schemas;
    expect(computer!.properties.map(({ name, type, required }) => [name, type, required])).toEqual([
      ['id', 'integer (int64)', true],
      ['ram', 'string or null', false],
    ]);
    expect(filter!.properties.map(({ name, type, description }) => [name, type, description])).toEqual([
      ['op', '"eq", "like"', 'Comparison'],
      ['val', 'anything', 'Comparison'],
      ['or', 'list of computer.filter', 'Any of these'],
    ]);
  });

  it('describes every type', () => {
    expect(typeOf(undefined)).toBe('anything');
    expect(typeOf({ allOf: [{ $ref: '#/components/schemas/Problem' }, {}] })).toBe('Problem');
    expect(typeOf({ items: { type: 'object' }, type: 'array' })).toBe('list of objects');
    expect(typeOf({ anyOf: [{ $ref: '#/x/page' }, { $ref: '#/x/row' }] })).toBe('page or row');
  });

  it('accepts objects without a description', () => {
    const bare: OpenApi = { ...document, tags: [{ name: 'token' }], info: { title: 'x' } };
    expect(readOpenApi(bare).sections[0]!.description).toBe('');
  });
});
