import { Screen } from '../components/shell/screen';

export default function Page() {
  return <Screen>{null}</Screen>;
}
