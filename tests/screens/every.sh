#!/bin/sh
# every.sh FOLDER NAME...: each script of keys in FOLDER is among the NAMEs that the tests run.
folder=$1
shift
failed=0
for script in "$folder"/*.keys; do
    name=$(basename "$script" .keys)
    case " $* " in
    *" $name "*) ;;
    *) echo "$script is run by no test: name it in tests/screens/meson.build"; failed=1 ;;
    esac
done
exit $failed
