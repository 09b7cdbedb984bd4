/** For `catch`: what stands for a file or folder that is not there. Throws any other error. */
export function whenMissing<Value>(value: Value): (error: unknown) => Value {
	return (error) => {
		if ((error as NodeJS.ErrnoException).code === 'ENOENT') return value;
		throw error;
	};
}
