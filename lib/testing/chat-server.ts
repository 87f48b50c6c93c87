import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

// A chat endpoint of our own over HTTP, that answers well or in any of the ways in which one goes wrong.

export type ChatRequest = {
  authorization: string | undefined
  path: string
  model: string
  system: string
  user: string
  /** The data between the marks, where there are any. */
  data: Record<string, unknown>
  body: Record<string, unknown>
}
export type Reply =
  /** What the model says: a text, or a value as JSON. */
  | { says: unknown; usage?: unknown; finish?: string }
  | { status: number; headers?: Record<string, string>; body?: string | Buffer }
  /** A whole answer of HTTP, as bytes on the wire. */
  | { wire: string; cut?: boolean }
  /** Megabytes without an end. */
  | { endless: true }
  /** Nothing, until the caller gives up. */
  | { hangs: true }

export type ChatServer = {
  /** Its base URL, on 127.0.0.1. */
  url: string
  host: string
  requests: ChatRequest[]
  /** What it does with the next requests. */
  reply: (request: ChatRequest) => Reply | Promise<Reply>
  /** Settles when a caller has gone away before its answer was there. */
  left: Promise<void>
  close: () => Promise<void>
}

export const said = (
  says: unknown,
  usage: unknown = { prompt_tokens: 100, completion_tokens: 20 },
): Reply => ({
  says,
  usage,
})

export async function openChatServer(): Promise<ChatServer> {
  let leave = () => {}
  const left = new Promise<void>((settle) => {
    leave = settle
  })
  const server = createServer((request, response) => {
    response.on('close', () => {
      if (!response.writableFinished) leave()
    })
    void answer(chat, request, response)
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  const chat: ChatServer = {
    url: `http://${host}/v1`,
    host,
    requests: [],
    reply: () => said({ remarks: [], answers: [] }),
    left,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed())
        server.closeAllConnections()
      }),
  }
  return chat
}

async function answer(chat: ChatServer, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const asked = await readRequest(request)
  chat.requests.push(asked)
  const reply = await chat.reply(asked)
  if ('hangs' in reply) return
  if ('endless' in reply) {
    response.writeHead(200, { 'content-type': 'application/json' })
    const megabyte = ' '.repeat(1 << 20)
    const more = () => {
      while (!response.destroyed) if (!response.write(megabyte)) return void response.once('drain', more)
    }
    return more()
  }
  if ('wire' in reply) {
    const { socket } = response
    socket?.write(reply.wire, () => (reply.cut ? socket.resetAndDestroy() : socket.end()))
    return
  }
  if ('status' in reply) {
    response.writeHead(reply.status, { 'content-type': 'application/json', ...reply.headers })
    response.end(reply.body ?? '{"error":{"message":"it says no"}}')
    return
  }
  response.writeHead(200, { 'content-type': 'application/json' })
  response.end(JSON.stringify(completion(reply)))
}

/** An answer as a chat endpoint gives it. */
export function completion({ says, usage, finish = 'stop' }: Extract<Reply, { says: unknown }>): object {
  const content = typeof says === 'string' ? says : JSON.stringify(says)
  return {
    id: 'chat-1',
    object: 'chat.completion',
    created: 0,
    model: 'a-model',
    choices: [{ index: 0, message: { role: 'assistant', content }, finish_reason: finish }],
    ...(usage === undefined ? {} : { usage }),
  }
}

async function readRequest(request: IncomingMessage): Promise<ChatRequest> {
  let text = ''
  for await (const part of request) text += String(part)
  const body = (text ? JSON.parse(text) : {}) as Record<string, unknown>
  const messages = (body.messages ?? []) as { role: string; content: string }[]
  const user = messages.find(({ role }) => role === 'user')?.content ?? ''
  const inner = user.startsWith('<data-') ? user.split('\n').slice(1, -1).join('\n') : '{}'
  return {
    authorization: request.headers.authorization,
    path: request.url ?? '',
    model: String(body.model ?? ''),
    system: messages.find(({ role }) => role === 'system')?.content ?? '',
    user,
    data: JSON.parse(inner) as Record<string, unknown>,
    body,
  }
}
