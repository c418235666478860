import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { Tasks } from "./client.ts";

export type Task = keyof Tasks;
export type Input<Name extends Task> = Parameters<Tasks[Name]>[0];
export type Result<Name extends Task> = Awaited<ReturnType<Tasks[Name]>>;

interface ClientProcess {
  /** Gives it its next task, when it has done the one before. */
  ask<Name extends Task>(task: Name, input: Input<Name>): Promise<Result<Name>>;
  end(): void;
}

/**
 * Starts a process for some of the shoppers: a process may have only so many open connections, and
 * one would be busy with its own work while answers wait.
 * @param onAnswers is told how many more final answers there are.
 */
export function startClient(onAnswers: (count: number) => void): ClientProcess {
  const child = fork(fileURLToPath(new URL("./client.ts", import.meta.url)), {
    execArgv: ["--import", import.meta.resolve("tsx")],
  });
  return {
    ask(task, input) {
      return new Promise((resolve, reject) => {
        const onExit = () => reject(new Error("a process of shoppers ended"));
        child.once("exit", onExit);
        child.on("message", function take(message: Record<string, never>) {
          if (message.answered) return void onAnswers(message.answered);
          child.off("message", take).off("exit", onExit);
          if (message.error) reject(new Error(message.error));
          else resolve(message.result as never);
        });
        child.send({ task, input });
      });
    },
    end: () => child.disconnect(),
  };
}
