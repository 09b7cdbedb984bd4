import { LabLog } from '../../src/labLog';

describe('LabLog', () => {
	it('keeps entries in order, finds them, and tells listeners until they stop', () => {
		const log = new LabLog();
		const heard: string[] = [];
		const stop = log.on(({ summary }) => heard.push(summary));
		log.add({ side: 'plivo', kind: 'request', summary: 'one' });
		log.add({ side: 'ultravox', kind: 'refused', summary: 'two', at: 5 });
		stop();
		log.add({ side: 'plivo', kind: 'refused', summary: 'three' });
		expect(heard).toEqual(['one', 'two']);
		expect(log.find(({ kind }) => kind === 'refused')).toEqual({
			side: 'ultravox',
			kind: 'refused',
			summary: 'two',
			at: 5,
		});
		expect(log.filter(({ kind }) => kind === 'refused')).toHaveLength(2);
		expect(log.find(({ kind }) => kind === 'none')).toBeUndefined();
	});

	it('forgets the oldest entries', () => {
		const log = new LabLog();
		for (let i = 0; i < 20_005; i++) log.add({ side: 'plivo', kind: 'call', summary: String(i) });
		expect(log.entries).toHaveLength(20_000);
		expect(log.entries[0]?.summary).toBe('5');
	});
});
