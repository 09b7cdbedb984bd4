/** A promise together with the functions that settle it. */
export interface Deferred<T> {
	promise: Promise<T>;
	resolve: (value: T) => void;
	reject: (reason: Error) => void;
}

export function deferred<T = void>(): Deferred<T> {
	let resolve: (value: T) => void = () => undefined;
	let reject: (reason: Error) => void = () => undefined;
	const promise = new Promise<T>((fulfill, refuse) => {
		resolve = fulfill;
		reject = refuse;
	});
	return { promise, resolve, reject };
}
