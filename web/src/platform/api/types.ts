import type { components, paths } from './schema';

/** A type of the API by its name in the OpenAPI document. */
export type Schema<Name extends keyof components['schemas']> = components['schemas'][Name];

export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

type OperationOf<P extends keyof paths, M extends Method> = NonNullable<paths[P][M]>;

/** The paths that have an operation of method `M`. */
export type PathOf<M extends Method> = {
  [P in keyof paths]: [OperationOf<P, M>] extends [never] ? never : P;
}[keyof paths];

type Json<T> = T extends { content: { 'application/json': infer Body } } ? Body : void;

/** What the operation answers when it succeeds. */
export type AnswerOf<P extends keyof paths, M extends Method> =
  OperationOf<P, M> extends { responses: infer R }
    ? R extends { 200: infer Ok }
      ? Json<Ok>
      : R extends { 201: infer Created }
        ? Json<Created>
        : void
    : never;

/** The JSON body the operation takes. */
export type BodyOf<P extends keyof paths, M extends Method> =
  OperationOf<P, M> extends { requestBody?: infer Body } ? Json<NonNullable<Body>> : never;

type Part<P extends keyof paths, M extends Method, In extends 'path' | 'query'> =
  OperationOf<P, M> extends { parameters: infer Parameters }
    ? In extends keyof Parameters
      ? NonNullable<Parameters[In]> extends infer Found
        ? [Found] extends [never]
          ? unknown
          : Found
        : never
      : unknown
    : unknown;

/** The places of the path: `{ id }` of `/api/v1/care/visits/{id}`. */
export type PlacesOf<P extends keyof paths, M extends Method> = Part<P, M, 'path'>;

/** The places of the path and the query, in one object. */
export type InputOf<P extends keyof paths, M extends Method> = PlacesOf<P, M> & Part<P, M, 'query'>;
