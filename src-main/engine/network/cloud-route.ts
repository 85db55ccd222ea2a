import type { CloudPurpose, CloudRequest } from './cloud-types.ts';

/** What the body has to be. The lists name the only properties, or form fields, that it may have. */
export type BodyRule =
  | { readonly kind: 'none' }
  | { readonly kind: 'json'; readonly names: readonly string[]; readonly check?: (value: JsonObject) => string | null }
  | { readonly kind: 'form'; readonly names: readonly string[]; readonly grants?: readonly string[] }
  /** A workbook, or a part of one; empty where only the state of an upload is asked for. */
  | {
      readonly kind: 'bytes';
      readonly types: RegExp;
      readonly check?: (body: string | Uint8Array) => string | null;
    };

export type JsonObject = Readonly<Record<string, unknown>>;

export type CloudRoute = {
  readonly purposes: readonly CloudPurpose[];
  readonly method: CloudRequest['method'];
  /** Null: an upload address, whose host is judged by a rule of its own. */
  readonly origin: string | null;
  /** Against the path as it is sent, still encoded. */
  readonly path: RegExp;
  /** The only query parameters, with the form of their values once decoded. */
  readonly query: Readonly<Record<string, RegExp>>;
  /** Those of them that must be there. */
  readonly needed: readonly string[];
  readonly body: BodyRule;
  /** Whether the access token goes along: always, or never. */
  readonly bearer: boolean;
};

/** A form of `CloudRoute` that is shorter to write in a table. */
export type RouteExtra = {
  readonly query?: CloudRoute['query'];
  readonly needed?: readonly string[];
  readonly body?: BodyRule;
  readonly bearer?: boolean;
};

/** Makes the routes of one origin. */
export function routesOf(origin: string | null) {
  return (
    purposes: readonly CloudPurpose[],
    method: CloudRequest['method'],
    path: string,
    extra: RouteExtra = {},
  ): CloudRoute => ({
    purposes,
    method,
    origin,
    path: new RegExp(`^${path}$`),
    query: extra.query ?? {},
    needed: extra.needed ?? [],
    body: extra.body ?? { kind: 'none' },
    bearer: extra.bearer ?? true,
  });
}
