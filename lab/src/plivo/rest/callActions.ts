import type { FastifyInstance } from 'fastify';
import { dtmfRoutes } from './callActions/dtmf';
import { hangUpRoutes } from './callActions/hangUp';
import { playRoutes } from './callActions/play';
import { recordRoutes } from './callActions/record';
import { speakRoutes } from './callActions/speak';
import { transferRoutes } from './callActions/transfer';
import type { RestContext } from './context';

/** What can be done to a live call (plivo.md §5.3). */
export function callActionRoutes(server: FastifyInstance, context: RestContext): void {
	hangUpRoutes(server, context);
	transferRoutes(server, context);
	playRoutes(server, context);
	speakRoutes(server, context);
	dtmfRoutes(server, context);
	recordRoutes(server, context);
}
