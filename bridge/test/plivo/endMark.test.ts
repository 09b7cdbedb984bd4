import { EndMark } from '../../src/plivo/endMark';

describe('the checkpoint behind the last audio', () => {
	let mark: EndMark;
	let asked: string[];
	const leg = { sendCheckpoint: (name: string) => void asked.push(name) };
	beforeEach(() => {
		mark = new EndMark();
		asked = [];
	});

	it('is asked for once, and only when it is wanted', () => {
		mark.ask(leg, 0);
		mark.want('farewell');
		mark.ask(leg, 0);
		mark.ask(leg, 0);
		expect(asked).toEqual(['farewell.0']);
	});

	it('is reached by its own report, or one without a name, and not before it was asked for', () => {
		mark.want('farewell');
		expect(mark.isReached('farewell.0')).toBe(false);
		mark.ask(leg, 0);
		expect(
			['farewell.0', undefined, 'another', 'farewell.1'].map((name) => mark.isReached(name)),
		).toEqual([true, true, false, false]);
	});

	it('is another one after a clear: a late report of the first is none of it', () => {
		mark.want('farewell');
		mark.ask(leg, 0);
		mark.drop();
		mark.cleared();
		expect(mark.isReached(undefined)).toBe(false);
		mark.want('farewell');
		mark.ask(leg, 0);
		expect(asked).toEqual(['farewell.0', 'farewell.1']);
		expect(mark.isReached('farewell.0')).toBe(false);
		expect(mark.isReached('farewell.1')).toBe(true);
	});

	it('knows how long ago it was asked for', () => {
		mark.want('farewell');
		mark.ask(leg, performance.now() - 5_000);
		expect(mark.askedForMs).toBeGreaterThanOrEqual(5_000);
	});
});
