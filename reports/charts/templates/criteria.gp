# criteria: a row a criterion. $interval, $missed_interval = low row width 0; $value, $missed_value,
# $promise, $bounds = x row; $bounded = low row high; $arrows = tip row length; $earlier = x row way.
set lmargin at screen sx(A_L); set rmargin at screen sx(A_R)
set tmargin at screen sy(A_T); set bmargin at screen sy(A_B)
set xrange [A_X0:A_X1]; set yrange [A_Y0:A_Y1]; set clip points
plot $grid with vectors nohead lc rgb GRD lw 1, \
     $bounded using 1:2:1:3:($2-0.1):($2+0.1) with boxxyerror fc rgb C1 fs transparent solid 0.3, \
     $bounds using 1:($2-0.17):(0):(0.34) with vectors nohead lc rgb C1 lw 2, \
     $arrows using ($1+$3):($2-0.16):(-$3):(0.16) with vectors nohead lc rgb C1 lw 2, \
     $arrows using ($1+$3):($2+0.16):(-$3):(-0.16) with vectors nohead lc rgb C1 lw 2, \
     $earlier using 1:2:3:(0) with vectors nohead lc rgb C2 lw 1.4, \
     $interval with vectors nohead lc rgb C1 lw 2.8, \
     $missed_interval with vectors nohead lc rgb BAD lw 2.8, \
     $promise using 1:($2-0.3):(0):(0.6) with vectors nohead lc rgb INK lw 2.2, \
     $earlier using 1:2 with points pt 7 ps 1.05 lc rgb PAP, \
     $earlier using 1:2 with points pt 6 ps 0.8 lw 1.7 lc rgb C2, \
     $value with points pt 7 ps 1.3 lc rgb PAP, \
     $missed_value with points pt 7 ps 1.3 lc rgb PAP, \
     $value with points pt 7 ps 1 lc rgb C1, \
     $missed_value with points pt 7 ps 1 lc rgb BAD
