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
  /** The schema of a string that holds JSON. */
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

/** A member of an object, or an alternative of several. */
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
  readonly location: string;
  readonly example: string;
}

export interface ResponseDescription {
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
  /** Who may do it, where it differs from the default. */
  readonly access: string;
  readonly parameters: readonly Parameter[];
  readonly body: readonly Content[];
  readonly responses: readonly ResponseDescription[];
}

export interface Section {
  readonly name: string;
  readonly description: string;
  readonly operations: readonly Operation[];
}

export interface SchemaDescription {
  readonly name: string;
  readonly description: string;
  readonly type: string;
  readonly properties: readonly Property[];
}

/** One way to authenticate; all its parts are needed together. */
export interface Authentication {
  readonly title: string;
  readonly parts: readonly { readonly name: string; readonly description: string }[];
}

/** The document, prepared for the page. */
export interface Reference {
  readonly summary: string;
  readonly description: string;
  readonly authentications: readonly Authentication[];
  readonly sections: readonly Section[];
  readonly schemas: readonly SchemaDescription[];
}

const methods = ['get', 'post', 'patch', 'put', 'delete'];

/** Prepares the document for the page. References are resolved. */
export function readOpenApi(document: OpenApi): Reference {
  const operations = Object.entries(document.paths).flatMap(([path, item]) =>
    methods
      .filter((method) => method in item)
      .map((method) => ({ path, method, item, operation: item[method] as OperationObject })),
  );
  return {
    summary: document.info.summary ?? '',
    description: document.info.description ?? '',
    authentications: document.security.map((requirement) => describeAuthentication(document, requirement)),
    sections: document.tags.map(({ name, description }) => ({
      name,
      description: description ?? '',
      operations: operations
        .filter(({ operation }) => operation.tags.includes(name))
        .map(({ path, method, item, operation }) => readOperation(document, path, method, item, operation)),
    })),
    schemas: Object.entries(document.components.schemas).map(([name, schema]) => ({
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
    parameters: parameters.map((each) => describeParameter(dereference(document, each))),
    body: contents(operation.requestBody?.content),
    responses: Object.entries(operation.responses)
      .map(([status, response]) => describeResponse(status, dereference(document, response)))
      .sort((one, other) => order(one.status) - order(other.status)),
  };
}

/** "default" comes after all numbers. */
const order = (status: string): number => (status === 'default' ? 1000 : Number(status));

function access(document: OpenApi, security: readonly SecurityRequirement[]): string {
  if (security.length === 0) return 'Open to everybody.';
  return `Only with: ${security.map((requirement) => describeAuthentication(document, requirement).title).join('; ')}.`;
}

function describeAuthentication(document: OpenApi, requirement: SecurityRequirement): Authentication {
  const parts = Object.keys(requirement).map((name) => {
    const scheme = document.components.securitySchemes[name]!;
    return { name: nameOf(scheme), description: scheme.description ?? '' };
  });
  return { title: parts.map(({ name }) => name).join(' and '), parts };
}

function nameOf({ type, in: location, name, scheme }: SecurityScheme): string {
  return type === 'http' ? `header Authorization: ${capitalised(scheme ?? '')}` : `${location} ${name}`;
}

function describeParameter(given: ParameterObject): Parameter {
  const { example, schema } = given;
  return {
    name: given.name,
    location: given.in === 'path' ? 'in the path' : given.in === 'query' ? 'in the address' : given.in,
    type: schema?.contentSchema ? `${typeOf(schema.contentSchema)} as JSON` : typeOf(schema),
    required: given.required ?? false,
    description: given.description ?? '',
    example: example === undefined ? '' : typeof example === 'string' ? example : JSON.stringify(example),
  };
}

function describeResponse(status: string, response: ResponseObject): ResponseDescription {
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
      ...(example === undefined ? [] : [{ title: 'Example', text: format(example) }]),
      ...Object.values(examples ?? {}).map(({ summary, value }) => ({
        title: summary ?? 'Example',
        text: format(value),
      })),
    ],
  }));
}

const format = (example: unknown): string =>
  typeof example === 'string' ? example : JSON.stringify(example, undefined, 2);

/** The members of an object, or of all alternatives. */
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

/** A type as text: "integer or null", "list of printer". */
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

/** Resolves a reference; anything else is returned as it is. */
function dereference<T extends Ref>(document: OpenApi, given: T): T {
  if (!given.$ref) return given;
  const [kind, name] = given.$ref.split('/').slice(-2) as [string, string];
  return document.components[kind]![name] as T;
}

const capitalised = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
