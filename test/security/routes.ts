import type { NestExpressApplication } from '@nestjs/platform-express';
import { METHODS } from 'node:http';

/** A route as the running app has it: `GET /api/v1/clients/:id`; `ALL` is what takes every method. */
export interface Route {
  method: string;
  path: string;
}

interface Layer {
  route?: { path: string | string[]; methods: Record<string, boolean> };
}

/** Every route of the running app, in the order in which Express tries them. */
export function routesOf(app: NestExpressApplication): Route[] {
  const express = app.getHttpAdapter().getInstance() as unknown as { router: { stack: Layer[] } };
  return express.router.stack.flatMap(({ route }) => {
    if (!route) return [];
    const named = Object.keys(route.methods).map((method) => method.toUpperCase());
    const methods = named.length < METHODS.length ? named : ['ALL'];
    return [route.path].flat().flatMap((path) => methods.map((method) => ({ method, path })));
  });
}

/** `GET /api/v1/clients/:id` */
export const nameOf = ({ method, path }: Route): string => `${method} ${path}`;
