import { EndedSessions } from '../../src/page/endedSessions';

const IN_AN_HOUR = Date.now() + 3_600_000;

describe('sessions that were logged out of', () => {
	it('are remembered up to a number: the one that ended first is forgotten first', () => {
		const ended = new EndedSessions(2);
		for (const id of ['a', 'b', 'c']) ended.add(id, IN_AN_HOUR);
		expect(['a', 'b', 'c'].map((id) => ended.has(id))).toEqual([false, true, true]);
		ended.add('b', IN_AN_HOUR);
		ended.add('d', IN_AN_HOUR);
		expect([...ended.all()]).toEqual([
			['b', IN_AN_HOUR],
			['d', IN_AN_HOUR],
		]);
	});

	it('are forgotten once their time is over', () => {
		const ended = new EndedSessions();
		ended.add('old', Date.now() - 1);
		expect([...ended.all()]).toEqual([]);
		ended.add('new', IN_AN_HOUR);
		expect([ended.has('old'), ended.has('new')]).toEqual([false, true]);
	});

	it('tell the others only what happened here', () => {
		const ended = new EndedSessions();
		const told: string[] = [];
		ended.tell = (id) => void told.push(id);
		ended.add('of-another-process', IN_AN_HOUR);
		ended.end('here', IN_AN_HOUR);
		expect(told).toEqual(['here']);
		expect(ended.has('here')).toBe(true);
	});
});
