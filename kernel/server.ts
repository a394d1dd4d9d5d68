import type * as jupyterModule from 'tslab/dist/jupyter.js';
import type { CellRunner, ExecuteRequest } from './runner.ts';

type Jupyter = typeof jupyterModule;
type Server = InstanceType<Jupyter['ZmqServer']>;
type Message = Parameters<Server['publishStatus']>[1];
type Socket = Server['shell'];

/** Frontends ask these as well; tslab answers the first wrongly and prints a warning into the notebook for the rest. */
const SILENTLY_IGNORED = new Set(['comm_open', 'comm_msg', 'comm_close', 'debug_request', 'input_reply']);

/**
 * tslab's server, with the messages as Jupyter's protocol has them: errors as `error`, execution counts, results of
 * expressions as `execute_result`, an aborted queue. https://jupyter-client.readthedocs.io/en/stable/messaging.html
 */
export function createServer(
  jupyter: Jupyter,
  handler: InstanceType<Jupyter['JupyterHandlerImpl']>,
  runner: CellRunner,
  connectionFile: string,
  languageVersion: string,
): Server {
  class NotebookServer extends jupyter.ZmqServer {
    #reply(socket: Socket, message: Message, type: string, content: object): void {
      const reply = message.createReply();
      reply.header.msg_type = type;
      reply.content = content;
      reply.signAndSend(this.connInfo.key, socket);
    }

    override async handleExecute(socket: Socket, message: Message): Promise<void> {
      const publish = (type: string, content: object): void =>
        this.#reply(this.iopub as unknown as Socket, message, type, content);
      const request = message.content as ExecuteRequest;
      // JupyterLab says which cell it is; for other frontends the same code is the same cell.
      const cellId = String(Reflect.get(message.metadata, 'cellId') || request.code);
      const outcome = await runner.run(request, cellId, publish);
      this.#reply(socket, message, 'execute_reply', outcome);
    }

    override async handleShellMessage(socket: Socket, ...parts: Buffer[]): Promise<void> {
      if (SILENTLY_IGNORED.has(typeOf(parts))) return;
      await super.handleShellMessage(socket, ...parts);
    }

    override handleKernelInfo(socket: Socket, message: Message): void {
      const info = handler.handleKernel();
      const language_info = { ...info.language_info, version: languageVersion, pygments_lexer: 'typescript' };
      const content = { ...info, status: 'ok', implementation: 'sentilab', language_info };
      this.#reply(socket, message, 'kernel_info_reply', content);
    }

    override handleCommInfoRequest(socket: Socket, message: Message): void {
      this.#reply(socket, message, 'comm_info_reply', { status: 'ok', comms: {} });
    }

    override handleShutdown(socket: Socket, message: Message): void {
      super.handleShutdown(socket, message);
      // Whatever a cell left running (timers, workers' pipes) must not keep a kernel alive that was told to end.
      setTimeout(() => process.exit(0), 300).unref();
    }
  }
  return new NotebookServer(handler, connectionFile);
}

/** Type of a raw message: the header is the second part after the delimiter. */
function typeOf(parts: readonly Buffer[]): string {
  const delimiter = parts.findIndex((part) => part.equals(Buffer.from('<IDS|MSG>')));
  const header = parts[delimiter + 2]?.toString() ?? '{}';
  return String((JSON.parse(header) as { msg_type?: unknown }).msg_type);
}
