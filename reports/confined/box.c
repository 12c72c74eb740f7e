#include "confined/box.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <seccomp.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>

/* Refused whatever their arguments: EPERM, so that the program can say what it could not do. */
static const int refused[] = {
    SCMP_SYS(fork),
    SCMP_SYS(vfork),
    SCMP_SYS(execveat),
    SCMP_SYS(socket),
    SCMP_SYS(socketpair),
    SCMP_SYS(connect),
    SCMP_SYS(bind),
    SCMP_SYS(listen),
    SCMP_SYS(accept),
    SCMP_SYS(accept4),
    SCMP_SYS(creat),
    SCMP_SYS(unlink),
    SCMP_SYS(unlinkat),
    SCMP_SYS(rename),
    SCMP_SYS(renameat),
    SCMP_SYS(renameat2),
    SCMP_SYS(link),
    SCMP_SYS(linkat),
    SCMP_SYS(symlink),
    SCMP_SYS(symlinkat),
    SCMP_SYS(mkdir),
    SCMP_SYS(mkdirat),
    SCMP_SYS(rmdir),
    SCMP_SYS(mknod),
    SCMP_SYS(mknodat),
    SCMP_SYS(chmod),
    SCMP_SYS(fchmod),
    SCMP_SYS(fchmodat),
    SCMP_SYS(chown),
    SCMP_SYS(fchown),
    SCMP_SYS(lchown),
    SCMP_SYS(fchownat),
    SCMP_SYS(truncate),
    SCMP_SYS(ftruncate),
    SCMP_SYS(fallocate),
    SCMP_SYS(utime),
    SCMP_SYS(utimes),
    SCMP_SYS(utimensat),
    SCMP_SYS(futimesat),
    SCMP_SYS(setxattr),
    SCMP_SYS(lsetxattr),
    SCMP_SYS(fsetxattr),
    SCMP_SYS(removexattr),
    SCMP_SYS(lremovexattr),
    SCMP_SYS(fremovexattr),
    SCMP_SYS(mount),
    SCMP_SYS(umount2),
    SCMP_SYS(chroot),
    SCMP_SYS(pivot_root),
    SCMP_SYS(unshare),
    SCMP_SYS(setns),
    SCMP_SYS(ptrace),
    SCMP_SYS(process_vm_readv),
    SCMP_SYS(process_vm_writev),
    SCMP_SYS(kill),
    SCMP_SYS(tkill),
    SCMP_SYS(tgkill),
    SCMP_SYS(rt_sigqueueinfo),
    SCMP_SYS(rt_tgsigqueueinfo),
    SCMP_SYS(pidfd_open),
    SCMP_SYS(pidfd_send_signal),
    SCMP_SYS(pidfd_getfd),
    SCMP_SYS(setrlimit),
    SCMP_SYS(setsid),
    SCMP_SYS(setpgid),
    SCMP_SYS(bpf),
    SCMP_SYS(perf_event_open),
    SCMP_SYS(userfaultfd),
    SCMP_SYS(keyctl),
    SCMP_SYS(add_key),
    SCMP_SYS(request_key),
    SCMP_SYS(io_uring_setup),
    SCMP_SYS(io_uring_enter),
    SCMP_SYS(io_uring_register),
    SCMP_SYS(memfd_create),
    SCMP_SYS(shmget),
    SCMP_SYS(msgget),
    SCMP_SYS(mq_open),
    SCMP_SYS(personality),
};

/* Refused as unknown to the kernel: the C library then takes the older call, which is judged. */
static const int unknown[] = {SCMP_SYS(clone3), SCMP_SYS(openat2)};

static bool refuse_each(scmp_filter_ctx context, const int *calls, size_t count, int error)
{
    for (size_t i = 0; i < count; i++)
        if (seccomp_rule_add(context, SCMP_ACT_ERRNO((unsigned)error), calls[i], 0) != 0)
            return false;
    return true;
}

static bool refuse_when(scmp_filter_ctx context, int call, struct scmp_arg_cmp argument)
{
    return seccomp_rule_add_array(context, SCMP_ACT_ERRNO(EPERM), call, 1, &argument) == 0;
}

/* Every flag with which open() writes, makes or shortens a file. O_TMPFILE holds O_DIRECTORY and
 * asks for a write flag beside it. */
static bool refuse_writing(scmp_filter_ctx context)
{
    static const unsigned flags[] = {O_WRONLY, O_RDWR, O_CREAT, O_TRUNC, O_APPEND};

    for (size_t i = 0; i < sizeof flags / sizeof *flags; i++)
        if (!refuse_when(context, SCMP_SYS(open),
                         SCMP_A1(SCMP_CMP_MASKED_EQ, flags[i], flags[i])) ||
            !refuse_when(context, SCMP_SYS(openat),
                         SCMP_A2(SCMP_CMP_MASKED_EQ, flags[i], flags[i])))
            return false;
    return true;
}

static bool fill(scmp_filter_ctx context, const char *program_path)
{
    return refuse_each(context, refused, sizeof refused / sizeof *refused, EPERM) &&
           refuse_each(context, unknown, sizeof unknown / sizeof *unknown, ENOSYS) &&
           refuse_writing(context) &&
           refuse_when(context, SCMP_SYS(clone), SCMP_A0(SCMP_CMP_MASKED_EQ, CLONE_THREAD, 0)) &&
           refuse_when(context, SCMP_SYS(execve),
                       SCMP_A0(SCMP_CMP_NE, (scmp_datum_t)(uintptr_t)program_path)) &&
           refuse_when(context, SCMP_SYS(prlimit64), SCMP_A2(SCMP_CMP_NE, 0));
}

/* libseccomp 2.5 writes a program only to a descriptor. */
static bool export_program(scmp_filter_ctx context, struct sock_fprog *out)
{
    OWN(descriptor_close) int memory = memfd_create("filter", MFD_CLOEXEC);
    struct stat status;

    if (memory < 0 || seccomp_export_bpf(context, memory) != 0 || fstat(memory, &status) != 0)
        return false;
    size_t size = (size_t)status.st_size;
    OWN(free) struct sock_filter *filter = malloc(size);
    if (filter == NULL || pread(memory, filter, size, 0) != (ssize_t)size)
        return false;
    *out = (struct sock_fprog){(unsigned short)(size / sizeof *filter), TAKE(filter)};
    return true;
}

bool box_filter_init(const char *program_path, struct box_filter *out, struct error *err)
{
    scmp_filter_ctx context = seccomp_init(SCMP_ACT_ALLOW);
    bool is_made =
        context != NULL && fill(context, program_path) && export_program(context, &out->program);

    seccomp_release(context);
    return is_made ||
           error_set(err, ERROR_INTERNAL, "the filter that confines it could not be made");
}

void box_filter_release(struct box_filter *filter)
{
    free(filter->program.filter);
    *filter = (struct box_filter){0};
}

/* Never above what the program itself was given, which would be refused. */
static bool limit(__rlimit_resource_t resource, rlim_t most)
{
    struct rlimit now;

    if (getrlimit(resource, &now) != 0)
        return false;
    if (now.rlim_max < most)
        most = now.rlim_max;
    return setrlimit(resource, &(struct rlimit){most, most}) == 0;
}

enum { CPU_SECONDS = 60, DESCRIPTORS = 64 };

bool box_enter(const struct box_filter *filter, uint64_t memory_bytes)
{
    bool is_limited = limit(RLIMIT_CORE, 0) && prctl(PR_SET_PDEATHSIG, SIGKILL) == 0 &&
                      (memory_bytes == 0 || limit(RLIMIT_AS, memory_bytes));

    if (filter == NULL || !is_limited)
        return is_limited;
    return limit(RLIMIT_CPU, CPU_SECONDS) && limit(RLIMIT_FSIZE, 0) &&
           limit(RLIMIT_NOFILE, DESCRIPTORS) && prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
           prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filter->program) == 0;
}
