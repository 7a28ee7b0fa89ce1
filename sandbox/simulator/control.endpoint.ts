import express, { ErrorRequestHandler, Router } from 'express';
import { AuthorizationProblem } from './authorization.problem';

/** `POST /_control/<order>`, for each function in `orders`. What cannot be done is 400 `{ error }`. */
export function controlRouter(orders: object): Router {
  const router = express.Router();
  router.use(express.json({ limit: '256mb' }));
  for (const [name, order] of Object.entries(orders)) {
    router.post(`/${name}`, (request, response) => {
      const carryOut = order as (argument: unknown) => unknown;
      response.json(carryOut(request.body ?? {}));
    });
  }
  router.use((request, response) => {
    response.status(404).json({ error: `No such order: ${request.method} ${request.path}` });
  });
  router.use(refusals);
  return router;
}

const refusals: ErrorRequestHandler = (error: unknown, _request, response, next) => {
  if (error instanceof RangeError) response.status(400).json({ error: error.message });
  else if (error instanceof AuthorizationProblem) {
    response.status(400).json({ error: `${error.code}: ${error.message}` });
  } else next(error);
};
