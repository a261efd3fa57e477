import type { OpenApi } from './open-api';

const ref = (name: string) => ({ $ref: `#/components/${name}` });
const session = { cookie: [], xsrf: [] };

/** A small OpenAPI document with all features of the real one. */
export const document: OpenApi = {
  info: { title: 'Flangular', summary: 'Collections of rows.', description: 'All alike.' },
  security: [session, { token: [] }],
  tags: [
    { name: 'computer', description: 'The computers.' },
    { name: 'token', description: 'For scripts.' },
  ],
  paths: {
    '/api/computer': {
      get: {
        operationId: 'computer_list',
        tags: ['computer'],
        summary: 'Search and list',
        description: 'A page of rows.',
        parameters: [
          {
            in: 'query',
            name: 'q',
            description: 'What to search for.',
            schema: { type: 'string', contentSchema: ref('schemas/computer.query') },
            example: '{"limit":1}',
          },
          ref('parameters/page'),
        ],
        responses: {
          default: { description: 'Any other problem.' },
          '401': ref('responses/NotAuthenticated'),
          '200': {
            description: 'A page.',
            headers: { ETag: {}, Link: {} },
            content: {
              'application/json': {
                schema: ref('schemas/computer'),
                examples: { page: { summary: 'A page', value: {} }, row: { summary: 'One row', value: { id: 1 } } },
              },
            },
          },
        },
      },
    },
    '/api/computer/{id}': {
      parameters: [{ in: 'path', name: 'id', required: true, schema: { type: 'integer' }, example: 1 }],
      patch: {
        operationId: 'computer_patch',
        tags: ['computer'],
        summary: 'Change a row',
        requestBody: { content: { 'application/json': { schema: ref('schemas/computer'), example: { ram: '8 GB' } } } },
        responses: { '200': { description: 'Changed.' } },
      },
    },
    '/api/token': {
      get: {
        operationId: 'token_list',
        tags: ['token'],
        summary: 'List your tokens',
        security: [session],
        responses: { '200': { description: 'Your tokens.' } },
      },
      post: { operationId: 'open', tags: ['token'], summary: 'Open', security: [], responses: {} },
    },
  },
  components: {
    schemas: {
      computer: {
        type: 'object',
        properties: { id: { type: 'integer', format: 'int64' }, ram: { type: ['string', 'null'] } },
        required: ['id'],
      },
      'computer.filter': {
        oneOf: [
          {
            title: 'Comparison',
            type: 'object',
            properties: { op: { type: 'string', enum: ['eq', 'like'] }, val: true },
          },
          {
            title: 'Any of these',
            type: 'object',
            properties: { or: { type: 'array', items: ref('schemas/computer.filter') } },
          },
        ],
      },
    },
    parameters: { page: { in: 'query', name: 'page', schema: { type: 'integer' }, example: 1 } },
    responses: { NotAuthenticated: { description: 'Nobody is logged in.' } },
    securitySchemes: {
      cookie: { type: 'apiKey', in: 'cookie', name: '__Host-session', description: 'The session.' },
      xsrf: { type: 'apiKey', in: 'header', name: 'X-XSRF-TOKEN', description: 'Its other half.' },
      token: { type: 'http', scheme: 'bearer', description: 'For scripts.' },
    },
  },
};
