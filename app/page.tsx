import { ShellPanel } from '@/components/shell/shell-panel'

export default function Home() {
  return <ShellPanel>…</ShellPanel>
}
