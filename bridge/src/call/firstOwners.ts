/** Remembers who came first with a name. Bounded: the names not asked for longest are forgotten first. */
export class FirstOwners {
	private readonly owners = new Map<string, string>();

	/** @param remembered names that are remembered */
	constructor(private readonly remembered: number) {}

	/** Whether the name is this owner's, which it becomes when it was nobody's yet. */
	claim(name: string, owner: string): boolean {
		const first = this.owners.get(name) ?? owner;
		this.owners.delete(name);
		this.owners.set(name, first);
		if (this.owners.size > this.remembered) {
			const oldest = this.owners.keys().next();
			if (!oldest.done) this.owners.delete(oldest.value);
		}
		return first === owner;
	}
}
