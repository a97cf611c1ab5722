import { connect, createServer, type Server, type Socket } from 'node:net';

/**
 * A door in front of the sandbox that can be shut: while it is, connections are refused by the operating system
 * itself, which the sandbox cannot do for a single request.
 */
export class Front {
	private server: Server | undefined;
	private readonly sockets = new Set<Socket>();
	private shut: Array<{ at: number; ms: number }> = [];
	private arrived = 0;
	private reopening: NodeJS.Timeout | undefined;
	port = 0;

	constructor(private readonly behind: number) {}

	/** Opens the door, on any free port the first time and on the same one ever after. */
	async open(): Promise<void> {
		if (this.server) return;
		const server = createServer((socket) => this.lead(socket));
		this.server = server;
		await new Promise<void>((resolve, reject) => {
			server.once('error', reject);
			server.listen(this.port, '127.0.0.1', resolve);
		});
		const address = server.address();
		if (typeof address === 'object' && address) this.port = address.port;
	}

	/** Shuts the door when the `at`-th connection from now has come in (0: at once), for `ms` milliseconds. */
	plan(shut: Array<{ at: number; ms: number }>): void {
		this.arrived = 0;
		this.shut = [...shut];
		this.shutIfDue();
	}

	/** Opens the door for good and breaks every connection that is left. */
	async clear(): Promise<void> {
		this.shut = [];
		clearTimeout(this.reopening);
		for (const socket of this.sockets) socket.destroy();
		this.sockets.clear();
		await this.open();
	}

	async close(): Promise<void> {
		await this.clear();
		this.server?.close();
	}

	private lead(socket: Socket): void {
		const clinic = connect(this.behind, '127.0.0.1');
		for (const [side, other] of [
			[socket, clinic],
			[clinic, socket],
		] as const) {
			this.sockets.add(side);
			// A break on one side is a break on the other, as if there were no door.
			side.on('error', () => other.resetAndDestroy());
			side.on('close', (broken) => {
				this.sockets.delete(side);
				if (broken) other.destroy();
				else other.end();
			});
		}
		socket.pipe(clinic).pipe(socket);
		this.arrived++;
		this.shutIfDue();
	}

	private shutIfDue(): void {
		const due = this.shut.find(({ at }) => at <= this.arrived);
		if (!due || !this.server) return;
		this.shut = this.shut.filter((one) => one !== due);
		this.server.close();
		this.server = undefined;
		this.reopening = setTimeout(() => void this.open(), due.ms);
	}
}
