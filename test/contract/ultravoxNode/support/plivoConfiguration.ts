import type { IDataObject } from 'n8n-workflow';
import type { ContractCase } from '../../operations/contractCase';
import { answer, AUTH_ID, AUTH_TOKEN } from '../../operations/contractCase';

export const PATH = '/api/telephony_configs/plivo';

export const ANNA = '5b40a428-bfc7-4daf-9d06-726c558bf3b8';

export const BEN = '06ecae31-4bf8-40b9-ac62-e902418e9935';

const SOURCE = 'ultravox.md §5.1, ultravox-openapi.yaml PlivoConfig, peers.md U0';

export const CREDENTIALS = { authId: AUTH_ID, authToken: AUTH_TOKEN };

/** As Ultravox gives it back: the token by its first characters only. */
export const stored = (fields: IDataObject = {}): IDataObject => ({
	callCreationAllowedAgentIds: [],
	callCreationAllowAllAgents: false,
	requestContextMapping: {},
	authId: AUTH_ID,
	authTokenPrefix: { prefix: AUTH_TOKEN.slice(0, 8) },
	...fields,
});

export const uuids = (count: number) =>
	Array.from(
		{ length: count },
		(_, index) => `5b40a428-bfc7-4daf-9d06-${String(index).padStart(12, '0')}`,
	);

export const mapping = (...pairs: Array<[string, string]>) => ({
	values: pairs.map(([requestField, contextField]) => ({ requestField, contextField })),
});

type Case = Omit<ContractCase, 'resource' | 'source'> & { source?: string };

export const plivo = (one: Case): ContractCase => ({
	source: SOURCE,
	...one,
	resource: 'plivoConfiguration',
});

export const reads = { method: 'GET', path: PATH } as const;

export const posts = (body: IDataObject) => ({ method: 'POST', path: PATH, body }) as const;

export const patches = (body: IDataObject) => ({ method: 'PATCH', path: PATH, body }) as const;

export const missing = answer(404, { detail: 'Not found.' });
