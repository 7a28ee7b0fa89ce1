import express, { Router } from 'express';
import { Deliveries } from './deliveries';

/** `POST /_control/<order>` for orders that take their time: they are answered when the service has answered. */
export function deliveryRouter(deliveries: Deliveries): Router {
  const router = express.Router();
  for (const [name, deliver] of Object.entries(deliveries)) {
    router.post(`/${name}`, express.json({ limit: '16mb' }), async (request, response) => {
      const carryOut = deliver as (order: unknown) => Promise<unknown>;
      try {
        response.json(await carryOut(request.body ?? {}));
      } catch (error) {
        if (!(error instanceof RangeError)) throw error;
        response.status(400).json({ error: error.message });
      }
    });
  }
  return router;
}
