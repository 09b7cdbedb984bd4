import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';
import { plivoRequestAll } from '../../../nodes/shared/plivoRequest';

const objects = (count: number, from = 0) =>
	Array.from({ length: count }, (_, index) => ({ id: from + index }));

/** Reads a whole list from a Plivo that answers each offset so. */
async function readAll(answer: (offset: number) => unknown, most?: number) {
	const offsets: number[] = [];
	const context = {
		getNode: () => ({ name: 'Node', type: 't', typeVersion: 1, position: [0, 0], parameters: {} }),
		getCredentials: async () => ({ authId: 'MA', authToken: 'token' }),
		helpers: {
			httpRequestWithAuthentication: async (_credential: string, { qs }: { qs: IDataObject }) => {
				if (offsets.length > 30) throw new Error('It does not end');
				offsets.push(Number(qs.offset));
				return answer(Number(qs.offset));
			},
		},
	} as unknown as IExecuteFunctions;
	const list = plivoRequestAll(context, { path: '/Thing/' }, most);
	const outcome = await list.catch((error: unknown) => error);
	return { outcome, offsets };
}

test.each([0, 1, 19, 20, 21, 40])('%d objects are read, page by page', async (count) => {
	const all = objects(count);
	const { outcome, offsets } = await readAll((offset) => ({
		objects: all.slice(offset, offset + 20),
	}));
	expect(outcome).toEqual(all);
	expect(offsets).toEqual(objects(Math.floor(count / 20) + 1).map(({ id }) => id * 20));
});

test('no more pages than are wanted', async () => {
	const { outcome, offsets } = await readAll((offset) => ({ objects: objects(20, offset) }), 21);
	expect(outcome).toHaveLength(21);
	expect(offsets).toEqual([0, 20]);
});

test('a list that does not know the offset ends when its page comes again', async () => {
	const { outcome, offsets } = await readAll(() => ({ objects: objects(20) }));
	expect(outcome).toEqual(objects(20));
	expect(offsets).toEqual([0, 20]);
});

test.each([[{}], [{ objects: 'none' }], [{ objects: null }]])(
	'%j is no empty list',
	async (page) => {
		const { outcome } = await readAll(() => page);
		expect(outcome).toBeInstanceOf(NodeApiError);
		expect((outcome as Error).message).toContain('no list');
	},
);
