import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';
import { cursorOf, ultravoxRequestAll } from '../../../nodes/shared/ultravoxRequest';

/** Reads a whole list from an Ultravox that answers every page so. */
async function readAll(page: unknown) {
	const cursors: unknown[] = [];
	const context = {
		getNode: () => ({ name: 'Node', type: 't', typeVersion: 1, position: [0, 0], parameters: {} }),
		getCredentials: async () => ({ apiKey: 'key' }),
		helpers: {
			httpRequestWithAuthentication: async (_credential: string, { qs }: { qs: IDataObject }) => {
				if (cursors.length > 5) throw new Error('It does not end');
				cursors.push(qs.cursor);
				return page;
			},
		},
	} as unknown as IExecuteFunctions;
	const list = ultravoxRequestAll(context, { path: '/api/webhooks' });
	const outcome = await list.catch((error: unknown) => error);
	return { outcome, cursors };
}

test.each([
	[{}],
	[{ results: 'none' }],
	[{ results: null }],
	[[{ webhookId: '1' }]],
	[{ results: [null, 'x', { webhookId: '1' }] }],
])('%j is no list of objects', async (page) => {
	const { outcome } = await readAll(page);
	expect(outcome).toBeInstanceOf(NodeApiError);
	expect((outcome as Error).message).toContain('no list');
});

test('a cursor that cannot be decoded is asked for as it stands, and once', async () => {
	const { outcome, cursors } = await readAll({
		results: [{ webhookId: '1' }],
		next: 'https://api.ultravox.ai/api/webhooks?cursor=%zz',
	});
	expect(outcome).toEqual([{ webhookId: '1' }, { webhookId: '1' }]);
	expect(cursors).toEqual([undefined, '%zz']);
});

test('of a next address only the cursor is taken', () => {
	expect(cursorOf('https://elsewhere.example/?pageSize=1&cursor=cD0y%3D#x')).toBe('cD0y=');
	expect(cursorOf('https://elsewhere.example/?pageSize=1')).toBeUndefined();
	expect(cursorOf(null)).toBeUndefined();
});
