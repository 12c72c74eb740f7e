# waterfall: $steps = row from to tone low high; $links, $grid = x y dx dy; $totals = x row which.
# Tones: 1 better, 2 worse, 3 and 4 the same for a change of the mixture.
set lmargin at screen sx(A_L); set rmargin at screen sx(A_R)
set tmargin at screen sy(A_T); set bmargin at screen sy(A_B)
set xrange [A_X0:A_X1]; set yrange [A_Y0:A_Y1]
px = (A_X1 - A_X0) / (A_R - A_L)
wide(a,b) = abs(b-a) < 2*px ? a + (b < a ? -2*px : 2*px) : b
plot $grid with vectors nohead lc rgb GRD lw 1, \
     $links with vectors nohead lc rgb AXS lw 1, \
     $steps using ($4 == 1 ? $2 : NaN):1:2:(wide($2,$3)):($1-0.27):($1+0.27) with boxxyerror fc rgb C3, \
     $steps using ($4 == 2 ? $2 : NaN):1:2:(wide($2,$3)):($1-0.27):($1+0.27) with boxxyerror fc rgb C4, \
     $steps using ($4 == 3 ? $2 : NaN):1:2:(wide($2,$3)):($1-0.27):($1+0.27) with boxxyerror fc rgb C3 fs transparent solid 0.45, \
     $steps using ($4 == 4 ? $2 : NaN):1:2:(wide($2,$3)):($1-0.27):($1+0.27) with boxxyerror fc rgb C4 fs transparent solid 0.45, \
     $steps using 5:1:($6-$5):(0) with vectors nohead lc rgb INK lw 1.2, \
     $totals using 1:2 with points pt 7 ps 1.5 lc rgb PAP, \
     $totals using ($3 == 0 ? $1 : NaN):2 with points pt 7 ps 1.1 lc rgb C2, \
     $totals using ($3 == 1 ? $1 : NaN):2 with points pt 7 ps 1.1 lc rgb C1
