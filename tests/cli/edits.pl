# edits.pl SEED SIZE STEP - a folder of tables, texts and an archive, and random edits of it, for t_updates.sh.
#
# Works in the current folder: the files are in ./tree, or where ./root says. Step 0 makes them, with SIZE
# rows in each table; each other step edits them. The file ./arguments says how coopidx is to be called
# then, ./steps has a line for each edit. No word has capitals only: acronyms are never learned.
use strict;
use warnings;
use File::Path qw(make_path remove_tree);

my ($seed, $size, $step) = @ARGV;
srand($seed * 1000 + $step);
my $root = -f 'root' ? get('root') : 'tree';
my @syllables = qw(ba co di fu ga lo mi nu ra to);
my @ends = ('lon', 'vic', 'tur', "\xc3\xa9e", 'ment', 's', 'x', 'bre', 'que', 'zou');

sub get { my $f = shift; open my $h, '<', $f or die "$f: $!"; local $/; my $s = <$h>; $s }
sub roll { int rand shift }
sub one { $_[roll(scalar @_)] }

# A word; those of low numbers are frequent.
sub word {
	my ($a, $b) = (roll(300), roll(300));
	my $n = $a < $b ? $a : $b;
	$syllables[$n / 10 % 10] . $syllables[$n / 100 % 10] . $ends[$n % 10];
}
# A text of so many words: equal lengths keep the average length.
sub text { ucfirst join ' ', map { word() . (roll(9) == 0 && $_ > 1 ? '.' : '') } 1 .. shift }

# Most files look as if they had been left alone for long; each has an mtime of its own.
sub put {
	my ($f, $s) = @_;
	unlink $f if -l $f;
	open my $h, '>', $f or die "$f: $!";
	print $h $s;
	close $h or die $!;
	age($f);
}
my $aged = 0;
sub age { my $time = 1.5e9 + $seed * 1e5 + $step * 1000 + $aged++; utime $time, $time, $_[0] if roll(4) }

sub row { # of the table $t
	my $t = shift;
	my $id = $t =~ /[ab]/ ? "$t" . roll(100000) . ',' : '';
	$id . text(4) . ',' . text(12) . ',' . (1950 + roll(70)) . ',' . one(qw(drame fiction portrait)) . "\n";
}
sub header { ($_[0] =~ /[ab]/ ? 'id,' : '') . "titre,r\xc3\xa9sum\xc3\xa9,ann\xc3\xa9e,genre\n" }
sub archive {
	my $zip;
	require IO::Compress::Zip; # only here: loading it takes longer than all else
	for (@_) {
		$zip ? $zip->newStream(Name => $_, Time => 5e8) : ($zip = IO::Compress::Zip->new("$root/z.zip", Name => $_, Time => 5e8));
		$zip->print(text(16) . ".\n");
	}
	$zip->close;
	age("$root/z.zip");
}
sub files { grep { !-d } glob "$root/$_[0]" }
sub fresh { my $n = 0; $n++ while -e "$root/n/new$n.txt" || -l "$root/n/new$n.txt"; "$root/n/new$n.txt" }

my (@arguments, $adds);
sub edit_table {
	my ($f, $change) = @_;
	my ($head, @rows) = split /^/, get($f);
	my ($t) = $f =~ /(.)\.csv$/;
	$change->($t, \@rows);
	put($f, $head . join '', @rows);
}
sub table { my $change = shift; sub { my $f = one(files('t/*.csv')) or return; edit_table($f, $change); $f } }
sub some_text { my $change = shift; sub { my $f = one(files('n/*.txt')) or return; $change->($f); $f } }

my %edits = (
	'add a text' => sub { my $f = fresh(); put($f, text(16) . ".\n"); $f },
	'change a text' => some_text(sub { put($_[0], text(16) . ".\n") }),
	'delete a text' => some_text(sub { unlink $_[0] }),
	'rename a text' => some_text(sub { rename $_[0], fresh() }),
	'touch' => some_text(sub { utime undef, undef, $_[0] }),
	'put a link in its place' => some_text(sub { unlink $_[0]; symlink '../../out.txt', $_[0] }),
	'put a dangling link in its place' => some_text(sub { unlink $_[0]; symlink 'nowhere.txt', $_[0] }),
	'link to a neighbour' => some_text(sub { symlink substr($_[0], rindex($_[0], '/') + 1), fresh() }),
	'put a folder in its place' => some_text(sub { unlink $_[0]; mkdir $_[0]; put("$_[0]/inner.txt", text(16)) }),
	'empty a text' => some_text(sub { put($_[0], '') }),
	'change what a link leads to' => sub { put('out.txt', text(16) . ".\n"); 'out.txt' },
	'rename the folder' => sub { rename "$root/n/sub", "$root/n/tmp"; rename "$root/n/sub2", "$root/n/sub"; rename "$root/n/tmp", "$root/n/sub2"; 'sub' },
	'append a row' => table(sub { my ($t, $r) = @_; push @$r, row($t) }),
	'insert a first row' => table(sub { my ($t, $r) = @_; unshift @$r, row($t) }),
	'delete a row' => table(sub { my ($t, $r) = @_; splice @$r, roll(scalar @$r), 1 if @$r > 1 }),
	'change a row' => table(sub { my ($t, $r) = @_; my $n = row($t); my $o = \$r->[roll(scalar @$r)];
		if ($t =~ /[ab]/) { my ($id) = $$o =~ /^([^,]*)/; $n =~ s/^[^,]*/$id/ } $$o = $n }),
	'reorder rows' => table(sub { my ($t, $r) = @_; my ($i, $j) = (roll(scalar @$r), roll(scalar @$r)); @$r[$i, $j] = @$r[$j, $i] }),
	'repeat a row' => table(sub { my ($t, $r) = @_; splice @$r, roll(scalar @$r), 0, one(@$r) }),
	'take an id of another table' => sub {
		my ($x) = get("$root/t/" . one('a', 'b') . '.csv') =~ /\n([^,\n]*)/;
		edit_table("$root/t/" . one('a', 'b') . '.csv', sub { my ($t, $r) = @_; my $o = \$r->[roll(scalar @$r)]; $$o =~ s/^[^,]*/$x/ if $x });
		"id $x";
	},
	'write an id with a suffix' => sub {
		my ($x) = get("$root/t/a.csv") =~ /\n([^,~\n]*)/;
		my $n = '~' . (2 + roll(2));
		edit_table("$root/t/b.csv", sub { my ($t, $r) = @_; my $o = \$r->[roll(scalar @$r)]; $$o =~ s/^[^,]*/$x$n/ if $x });
		"id $x$n";
	},
	'a row that is rejected' => table(sub { my ($t, $r) = @_; $r->[roll(scalar @$r)] = "x," x 40 . "\n" }),
	'no rows that are rejected' => table(sub { my ($t, $r) = @_; @$r = grep { !/^x,x/ } @$r }),
	'change the archive' => sub { archive(map { "m$_.txt" } (grep { roll(3) } 1 .. 4), 9); 'z.zip' },
	'move the root' => sub { my $to = one(qw(tree moved/tree other)); return if -e $to; make_path('moved'); rename $root, $to; $root = $to },
	'other options' => sub { put('options', one('', '', '--encoding=utf-8', '--map=map')); get('options') },
	'add with --add' => sub { my $f = fresh(); put($f, text(16) . ".\n"); $adds = $f },
);

if ($step == 0) {
	make_path("$root/t", "$root/n/sub", "$root/n/sub2");
	for my $t (qw(a b c d)) {
		put("$root/t/$t.csv", header($t) . join '', map { row($t) } 1 .. $size);
	}
	put("$root/n/$_.txt", text(16) . ".\n") for 1 .. 12;
	put("$root/n/$_/inner.txt", text(16) . ".\n") for qw(sub sub2);
	archive(map { "m$_.txt" } 1 .. 3);
	put('out.txt', text(16) . ".\n");
	put('map', "genre = pays\n");
	put('options', '');
	put('queries', join '', map { "$_\n" } '*', 'genre:*', 'annee:1960..1975', 'genre:drame', '-annee:..1990 genre:fiction',
		(map { word() . ' ' . word() } 1 .. 10), (map { '"' . word() . ' ' . word() . '"' } 1 .. 8),
		(map { word() . ' NEAR/5 ' . word() } 1 .. 6), (map { word() . ' NEAR/sentence ' . word() } 1 .. 3),
		(map { '+' . word() . ' +' . word() . ' -' . word() } 1 .. 5), (map { word() . ' AND ' . word() . ' NOT ' . word() } 1 .. 4),
		(map { '(' . word() . ' OR ' . word() . ') annee:1980..' } 1 .. 4), (map { substr(word(), 0, 3) . '*' } 1 .. 4),
		(map { 'titre:' . word() } 1 .. 4), (map { word() . '~1' } 1 .. 2), (map { my $w = word(); substr($w, 1, 1) = 'y'; $w } 1 .. 4),
		'*vic', 'id:' . 'a1', 'id:n/1.txt', 'b?lon');
} else {
	open my $log, '>>', 'steps' or die;
	for (0 .. roll(3)) {
		my $what = one(sort keys %edits);
		redo if $what eq 'add with --add' && $_ > 0;
		my $where = $edits{$what}->();
		print $log "$step: $what", defined $where ? " ($where)" : ' (nothing)', "\n";
		last if $adds;
	}
}
put('root', $root);
my @paths = roll(6) ? $root : (map { "$root/$_" } roll(2) ? qw(n t z.zip) : qw(z.zip t n));
@paths = (-f 'paths' && $adds) ? split(/\n/, get('paths')) : @paths;
put('paths', join "\n", @paths);
put('arguments', join ' ', grep { length } get('options'), @paths);
put('added', $adds ? join ' ', grep { length } get('options'), $adds : '');
