import { Viewer } from '../../src/page/live/viewer';
import { eventually } from '../eventually';
import { FakeResponse } from './support/fakeResponse';

const IN_AN_HOUR = Date.now() + 60 * 60 * 1000;

describe('Viewer', () => {
	let response: FakeResponse;
	let gone: number;
	const open = (endsAt = IN_AN_HOUR) =>
		new Viewer(response.response, 'call-1', endsAt, () => (gone += 1));

	beforeEach(() => {
		response = new FakeResponse();
		gone = 0;
	});
	afterEach(() => response.destroy());

	it('leaves updates out while the browser does not keep up, and nothing else', () => {
		const viewer = open();
		response.flows = false;
		viewer.tell('x'.repeat(70_000));
		viewer.update('an update');
		viewer.tell('a line');
		expect(viewer.skipped).toBe(1);
		response.drain();
		viewer.update('another update');
		expect(response.written.slice(1).map(String)).toEqual(['a line', 'another update']);
	});

	it('drops a browser for which too much waits', () => {
		const viewer = open();
		response.flows = false;
		viewer.tell('x'.repeat(1_000_000));
		expect([response.destroyed, gone]).toEqual([false, 0]);
		viewer.tell('x'.repeat(100_000));
		expect([response.destroyed, gone]).toEqual([true, 1]);
	});

	it('drops a browser to which nothing gets through', () => {
		open();
		response.stall();
		expect([response.destroyed, gone]).toEqual([true, 1]);
	});

	it('ends with the session', async () => {
		open(Date.now() + 20);
		await eventually('the end', () => response.destroyed);
		expect(gone).toBe(1);
	});
});
