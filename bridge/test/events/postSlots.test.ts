import { PostSlots } from '../../src/events/postSlots';

/** Asks for turns by name and remembers who got one. */
function visitors(limit: number) {
	const slots = new PostSlots(limit);
	const turns: string[] = [];
	const enter = (host: string, name: string) =>
		slots.enter(host, (granted) => turns.push(granted ? name : `not ${name}`));
	return { slots, turns, enter };
}

describe('turns to POST', () => {
	it('come at once while there are any, and half of them at most for one host', () => {
		const { turns, enter } = visitors(4);
		for (const name of ['a1', 'a2', 'a3', 'b1', 'c1', 'd1']) enter(name.slice(0, 1), name);
		expect(turns).toEqual(['a1', 'a2', 'b1', 'c1']);
	});

	it('go to the hosts in turn, and within a host to who asked first', () => {
		const { slots, turns, enter } = visitors(2);
		for (const name of ['a1', 'b1', 'a2', 'a3', 'b2', 'c1']) enter(name.slice(0, 1), name);
		for (const host of ['a', 'b', 'a', 'b']) slots.leave(host);
		expect(turns).toEqual(['a1', 'b1', 'a2', 'b2', 'c1', 'a3']);
	});

	it('leave one for each host when there is only one', () => {
		const { slots, turns, enter } = visitors(1);
		enter('a', 'a1');
		enter('a', 'a2');
		expect(turns).toEqual(['a1']);
		slots.leave('a');
		expect(turns).toEqual(['a1', 'a2']);
	});

	it('can be given up while they are waited for, and only then', () => {
		const { slots, turns, enter } = visitors(1);
		const giveUpFirst = enter('a', 'a1');
		const giveUpSecond = enter('a', 'a2');
		enter('a', 'a3');
		giveUpSecond();
		giveUpSecond();
		giveUpFirst();
		expect(turns).toEqual(['a1', 'not a2']);
		slots.leave('a');
		expect(turns).toEqual(['a1', 'not a2', 'a3']);
		slots.leave('a');
		enter('b', 'b1');
		expect(turns.at(-1)).toBe('b1');
	});
});
