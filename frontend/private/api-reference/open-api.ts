/** The parts of an OpenAPI 3.1 document that the page shows. */
export interface OpenApi {
  readonly info: { readonly title: string; readonly summary?: string; readonly description?: string };
  readonly security: readonly SecurityRequirement[];
  readonly tags: readonly { readonly name: string; readonly description?: string }[];
  readonly paths: Readonly<Record<string, PathItem>>;
  readonly components: {
    readonly schemas: Readonly<Record<string, JsonSchema>>;
    readonly securitySchemes: Readonly<Record<string, SecurityScheme>>;
    readonly [kind: string]: Readonly<Record<string, unknown>>;
  };
}

type SecurityRequirement = Readonly<Record<string, readonly string[]>>;

interface SecurityScheme {
  readonly type: string;
  readonly in?: string;
  readonly name?: string;
  readonly scheme?: string;
  readonly description?: string;
}

interface Ref {
  readonly $ref?: string;
}

export interface JsonSchema extends Ref {
  readonly title?: string;
  readonly description?: string;
  readonly type?: string | readonly string[];
  readonly format?: string;
  /** What a string holds that is JSON itself. */
  readonly contentSchema?: JsonSchema;
  readonly enum?: readonly unknown[];
  readonly default?: unknown;
  readonly items?: JsonSchema;
  readonly properties?: Readonly<Record<string, JsonSchema | true>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: JsonSchema | boolean;
  readonly allOf?: readonly JsonSchema[];
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
}

interface MediaType {
  readonly schema?: JsonSchema;
  readonly example?: unknown;
  readonly examples?: Readonly<Record<string, { readonly summary?: string; readonly value?: unknown }>>;
}

type Contents = Readonly<Record<string, MediaType>>;

interface ParameterObject extends Ref {
  readonly name: string;
  readonly in: string;
  readonly description?: string;
  readonly required?: boolean;
  readonly schema?: JsonSchema;
  readonly example?: unknown;
}

interface ResponseObject extends Ref {
  readonly description: string;
  readonly headers?: Readonly<Record<string, unknown>>;
  readonly content?: Contents;
}

interface OperationObject {
  readonly operationId: string;
  readonly tags: readonly string[];
  readonly summary: string;
  readonly description?: string;
  readonly security?: readonly SecurityRequirement[];
  readonly parameters?: readonly ParameterObject[];
  readonly requestBody?: { readonly required?: boolean; readonly content: Contents };
  readonly responses: Readonly<Record<string, ResponseObject>>;
}

type PathItem = Readonly<Record<string, unknown>> & { readonly parameters?: readonly ParameterObject[] };

/** One member of an object, or one alternative of several. */
export interface Property {
  readonly name: string;
  readonly type: string;
  readonly required: boolean;
  readonly description: string;
}

export interface Content {
  readonly mediaType: string;
  readonly type: string;
  readonly examples: readonly { readonly title: string; readonly text: string }[];
}

export interface Parameter extends Property {
  readonly place: string;
  readonly example: string;
}

export interface Answer {
  readonly status: string;
  readonly description: string;
  readonly headers: readonly string[];
  readonly contents: readonly Content[];
}

export interface Operation {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly summary: string;
  readonly description: string;
  /** Who may do it, when it is not the same as for most. */
  readonly access: string;
  readonly parameters: readonly Parameter[];
  readonly body: readonly Content[];
  readonly answers: readonly Answer[];
}

export interface Section {
  readonly name: string;
  readonly description: string;
  readonly operations: readonly Operation[];
}

export interface Shape {
  readonly name: string;
  readonly description: string;
  readonly type: string;
  readonly properties: readonly Property[];
}

/** One way to prove who one is; all its parts are needed together. */
export interface Proof {
  readonly title: string;
  readonly parts: readonly { readonly name: string; readonly description: string }[];
}

/** The document in the order and the words in which people read it. */
export interface Reference {
  readonly summary: string;
  readonly description: string;
  readonly proofs: readonly Proof[];
  readonly sections: readonly Section[];
  readonly shapes: readonly Shape[];
}

const methods = ['get', 'post', 'patch', 'put', 'delete'];

/** Makes the document readable. What it refers to is put where it is needed. */
export function readOpenApi(document: OpenApi): Reference {
  const operations = Object.entries(document.paths).flatMap(([path, item]) =>
    methods
      .filter((method) => method in item)
      .map((method) => ({ path, method, item, operation: item[method] as OperationObject })),
  );
  return {
    summary: document.info.summary ?? '',
    description: document.info.description ?? '',
    proofs: document.security.map((requirement) => proof(document, requirement)),
    sections: document.tags.map(({ name, description }) => ({
      name,
      description: description ?? '',
      operations: operations
        .filter(({ operation }) => operation.tags.includes(name))
        .map(({ path, method, item, operation }) => readOperation(document, path, method, item, operation)),
    })),
    shapes: Object.entries(document.components.schemas).map(([name, schema]) => ({
      name,
      description: schema.description ?? '',
      type: typeOf(schema),
      properties: properties(schema),
    })),
  };
}

function readOperation(
  document: OpenApi,
  path: string,
  method: string,
  item: PathItem,
  operation: OperationObject,
): Operation {
  const parameters = [...(item.parameters ?? []), ...(operation.parameters ?? [])];
  return {
    id: operation.operationId,
    method: method.toUpperCase(),
    path,
    summary: operation.summary,
    description: operation.description ?? '',
    access: operation.security ? access(document, operation.security) : '',
    parameters: parameters.map((each) => parameter(resolved(document, each))),
    body: contents(operation.requestBody?.content),
    answers: Object.entries(operation.responses)
      .map(([status, response]) => answer(status, resolved(document, response)))
      .sort((one, other) => order(one.status) - order(other.status)),
  };
}

/** "default" stands behind all numbers. */
const order = (status: string): number => (status === 'default' ? 1000 : Number(status));

function access(document: OpenApi, security: readonly SecurityRequirement[]): string {
  if (security.length === 0) return 'Open to everybody.';
  return `Only with: ${security.map((requirement) => proof(document, requirement).title).join('; ')}.`;
}

function proof(document: OpenApi, requirement: SecurityRequirement): Proof {
  const parts = Object.keys(requirement).map((name) => {
    const scheme = document.components.securitySchemes[name]!;
    return { name: nameOf(scheme), description: scheme.description ?? '' };
  });
  return { title: parts.map(({ name }) => name).join(' and '), parts };
}

function nameOf({ type, in: place, name, scheme }: SecurityScheme): string {
  return type === 'http' ? `header Authorization: ${capitalised(scheme ?? '')}` : `${place} ${name}`;
}

function parameter(given: ParameterObject): Parameter {
  const { example, schema } = given;
  return {
    name: given.name,
    place: given.in === 'path' ? 'in the path' : given.in === 'query' ? 'in the address' : given.in,
    type: schema?.contentSchema ? `${typeOf(schema.contentSchema)} as JSON` : typeOf(schema),
    required: given.required ?? false,
    description: given.description ?? '',
    example: example === undefined ? '' : typeof example === 'string' ? example : JSON.stringify(example),
  };
}

function answer(status: string, response: ResponseObject): Answer {
  return {
    status: status === 'default' ? 'Other' : status,
    description: response.description,
    headers: Object.keys(response.headers ?? {}),
    contents: contents(response.content),
  };
}

function contents(given: Contents | undefined): Content[] {
  return Object.entries(given ?? {}).map(([mediaType, { schema, example, examples }]) => ({
    mediaType,
    type: typeOf(schema),
    examples: [
      ...(example === undefined ? [] : [{ title: 'Example', text: written(example) }]),
      ...Object.values(examples ?? {}).map(({ summary, value }) => ({
        title: summary ?? 'Example',
        text: written(value),
      })),
    ],
  }));
}

const written = (example: unknown): string =>
  typeof example === 'string' ? example : JSON.stringify(example, undefined, 2);

/** The members of an object, or the alternatives where there are several. */
function properties(schema: JsonSchema): Property[] {
  const alternatives = schema.oneOf ?? schema.anyOf;
  if (alternatives) {
    return alternatives.flatMap((alternative) =>
      properties(alternative).map((property) => ({
        ...property,
        description: [alternative.title, property.description].filter(Boolean).join(': '),
      })),
    );
  }
  return Object.entries(schema.properties ?? {}).map(([name, member]) => ({
    name,
    type: typeOf(member === true ? undefined : member),
    required: schema.required?.includes(name) ?? false,
    description: member === true ? '' : (member.description ?? ''),
  }));
}

/** A type in words: "integer or null", "list of printer". */
export function typeOf(schema: JsonSchema | undefined): string {
  if (!schema) return 'anything';
  if (schema.$ref) return schema.$ref.slice(schema.$ref.lastIndexOf('/') + 1);
  const alternatives = schema.anyOf ?? schema.oneOf;
  if (alternatives) return alternatives.map((each) => each.title ?? typeOf(each)).join(' or ');
  if (schema.allOf) return typeOf(schema.allOf[0]);
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(', ');
  if (schema.items) return `list of ${schema.items.$ref ? typeOf(schema.items) : 'objects'}`;
  const types =
    schema.type === undefined ? ['anything'] : typeof schema.type === 'string' ? [schema.type] : schema.type;
  const words = types.join(' or ');
  return schema.format ? `${words} (${schema.format})` : words;
}

/** What a reference stands for; anything else is itself. */
function resolved<T extends Ref>(document: OpenApi, given: T): T {
  if (!given.$ref) return given;
  const [kind, name] = given.$ref.split('/').slice(-2) as [string, string];
  return document.components[kind]![name] as T;
}

const capitalised = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
